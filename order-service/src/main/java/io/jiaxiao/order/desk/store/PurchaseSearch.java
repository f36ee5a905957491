package io.jiaxiao.order.desk.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.desk.DeskCursor;
import io.jiaxiao.order.desk.DeskFilter;
import io.jiaxiao.order.desk.PurchaseFound;
import io.jiaxiao.order.purchase.domain.PurchaseState;
import io.jiaxiao.order.purchase.domain.RiskVerdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Purchases by filter, each served by an index (V60, V74). */
@Repository
public class PurchaseSearch {

    private static final String SELECT =
            "SELECT p.id, p.person_id, p.child_id, p.class_id, p.school_id, p.product_code,"
                    + " p.plan_code, p.title, p.method, p.price_fen, p.tariff_version, p.verdict, p.review_due, p.state, p.state_at,"
                    + " p.created_at, p.pay_until, p.paid_at, p.payment_id, p.subscription_id, p.asked_fen, p.back_fen FROM ";

    /** Apart, since one condition with OR is served by neither index. */
    private static final String CONCERNING = "(SELECT id FROM purchase WHERE person_id = ? UNION"
            + " SELECT q.id FROM purchase q JOIN subscription s ON s.id = q.subscription_id WHERE s.person_id = ?) k"
            + " JOIN purchase p ON p.id = k.id";

    private final JdbcClient jdbc;

    PurchaseSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    public List<PurchaseFound> find(DeskFilter filter, @Nullable DeskCursor after, int most) {
        List<Object> values = new ArrayList<>();
        String sql = sql(filter, after, most, values);
        return jdbc.sql(sql).params(values).query(PurchaseSearch::found).list();
    }

    /** @param values to be filled with what the statement asks by */
    static String sql(DeskFilter filter, @Nullable DeskCursor after, int most, List<Object> values) {
        Conditions where = new Conditions()
                .and("p.id = ?", filter.number())
                .and("p.state = ?", filter.state())
                .and("p.product_code = ?", filter.product())
                .and("p.school_id = ?", filter.schoolId())
                .and("p.class_id = ?", filter.classId())
                .and("p.child_id = ?", filter.childId())
                .and("p.person_id = ?", filter.payerId())
                .and(
                        "p.method = ?",
                        filter.channel() == null ? null : filter.channel().name())
                .and("p.review_due = ?", filter.reviewDue())
                .and("p.created_at >= ?", filter.from())
                .and("p.created_at < ?", filter.till())
                .behind("p", after);
        Long person = filter.personId();
        if (person != null) {
            values.add(person);
            values.add(person);
        }
        values.addAll(where.values(most));
        return SELECT + (person == null ? "purchase p" : CONCERNING) + where.text()
                + " ORDER BY p.created_at DESC, p.id DESC LIMIT ?";
    }

    public Optional<PurchaseFound> one(long id) {
        return jdbc.sql(SELECT + "purchase p WHERE p.id = ?")
                .param(id)
                .query(PurchaseSearch::found)
                .optional();
    }

    /** That paid for a subscription, the newest first. */
    public List<PurchaseFound> of(long subscriptionId, int most) {
        return jdbc.sql(SELECT + "purchase p WHERE p.subscription_id = ? ORDER BY p.id DESC LIMIT ?")
                .params(subscriptionId, most)
                .query(PurchaseSearch::found)
                .list();
    }

    private static PurchaseFound found(ResultSet row, int number) throws SQLException {
        Timestamp paidAt = row.getTimestamp("paid_at");
        return new PurchaseFound(
                row.getLong("id"),
                row.getLong("person_id"),
                row.getString("child_id"),
                row.getString("class_id"),
                row.getString("school_id"),
                row.getString("product_code"),
                row.getString("plan_code"),
                row.getString("title"),
                PayMethod.valueOf(row.getString("method")),
                Money.ofFen(row.getLong("price_fen")),
                row.getInt("tariff_version"),
                RiskVerdict.valueOf(row.getString("verdict")),
                row.getBoolean("review_due"),
                PurchaseState.valueOf(row.getString("state")),
                row.getTimestamp("state_at").toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("pay_until").toInstant(),
                paidAt == null ? null : paidAt.toInstant(),
                row.getString("payment_id"),
                row.getObject("subscription_id", Long.class),
                Money.ofFen(row.getLong("asked_fen")),
                Money.ofFen(row.getLong("back_fen")));
    }
}
