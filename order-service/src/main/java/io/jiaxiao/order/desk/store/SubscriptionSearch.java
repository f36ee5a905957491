package io.jiaxiao.order.desk.store;

import io.jiaxiao.order.desk.DeskCursor;
import io.jiaxiao.order.desk.DeskFilter;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.SubscriptionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Subscriptions by filter, each served by an index (V60). */
@Repository
public class SubscriptionSearch {

    private static final String SELECT = "SELECT s.id, s.child_id, s.product_code, s.person_id, s.school_id, s.state,"
            + " s.state_at, s.paid_through, s.paused_on, s.resumes_on, s.created_at, s.version, s.by_carrier FROM ";

    private static final String CONCERNING = "(SELECT id FROM subscription WHERE person_id = ? UNION"
            + " SELECT subscription_id FROM purchase WHERE person_id = ? AND subscription_id IS NOT NULL) k"
            + " JOIN subscription s ON s.id = k.id";

    private final JdbcClient jdbc;

    SubscriptionSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    public List<Subscription> find(DeskFilter filter, @Nullable DeskCursor after, int most) {
        List<Object> values = new ArrayList<>();
        String sql = sql(filter, after, most, values);
        return jdbc.sql(sql).params(values).query(SubscriptionSearch::found).list();
    }

    /** @param values to be filled with what the statement asks by */
    static String sql(DeskFilter filter, @Nullable DeskCursor after, int most, List<Object> values) {
        Conditions paid = new Conditions()
                .and("p.id = ?", filter.number())
                .and("p.class_id = ?", filter.classId())
                .and("p.person_id = ?", filter.payerId())
                .and(
                        "p.method = ?",
                        filter.channel() == null ? null : filter.channel().name());
        Conditions where = new Conditions()
                .and("s.state = ?", filter.state())
                .and("s.product_code = ?", filter.product())
                .and("s.school_id = ?", filter.schoolId())
                .and("s.child_id = ?", filter.childId())
                .and("s.created_at >= ?", filter.from())
                .and("s.created_at < ?", filter.till())
                .and("s.id IN (SELECT p.subscription_id FROM purchase p%s)", paid)
                .behind("s", after);
        Long person = filter.personId();
        if (person != null) {
            values.add(person);
            values.add(person);
        }
        values.addAll(where.values(most));
        return SELECT + (person == null ? "subscription s" : CONCERNING) + where.text()
                + " ORDER BY s.created_at DESC, s.id DESC LIMIT ?";
    }

    private static Subscription found(ResultSet row, int number) throws SQLException {
        return new Subscription(
                row.getLong("id"),
                row.getString("child_id"),
                row.getString("product_code"),
                row.getLong("person_id"),
                row.getString("school_id"),
                SubscriptionState.valueOf(row.getString("state")),
                row.getTimestamp("state_at").toInstant(),
                row.getObject("paid_through", LocalDate.class),
                row.getObject("paused_on", LocalDate.class),
                row.getObject("resumes_on", LocalDate.class),
                row.getTimestamp("created_at").toInstant(),
                row.getInt("version"),
                row.getBoolean("by_carrier"));
    }
}
