package io.jiaxiao.order.subscription.store;

import io.jiaxiao.order.subscription.Cancellation;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What owners ended, by the index over kind and moment of the events. */
@Repository
public class CancellationStore {

    private static final String FROM = " FROM subscription_event e JOIN subscription s ON s.id = e.subscription_id"
            + " WHERE e.kind IN ('CANCELLED', 'CANCEL_SCHEDULED') AND e.at >= :from"
            + " AND (e.actor = 'carrier' OR e.actor LIKE 'person:%')";

    private final JdbcClient jdbc;

    CancellationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Map<String, Integer> bySchool(Instant since) {
        Map<String, Integer> counts = new HashMap<>();
        jdbc.sql("SELECT s.school_id, COUNT(DISTINCT s.id)" + FROM + " GROUP BY s.school_id")
                .param("from", Timestamp.from(since))
                .query(row -> {
                    counts.put(row.getString(1), row.getInt(2));
                });
        return counts;
    }

    public int count(String schoolId, Instant from, Instant till) {
        return jdbc.sql("SELECT COUNT(DISTINCT s.id)" + FROM + " AND e.at < :till AND s.school_id = :school")
                .param("from", Timestamp.from(from))
                .param("till", Timestamp.from(till))
                .param("school", schoolId)
                .query(Integer.class)
                .single();
    }

    public List<Cancellation> of(String schoolId, Instant since, int most) {
        return jdbc.sql("SELECT s.id, s.school_id, s.product_code, MIN(e.at) AS first_at,"
                        + " (SELECT MAX(t.purchase_id) FROM subscription_term t WHERE t.subscription_id = s.id) AS purchase_id"
                        + FROM + " AND s.school_id = :school GROUP BY s.id, s.school_id, s.product_code"
                        + " ORDER BY first_at, s.id LIMIT :most")
                .param("from", Timestamp.from(since))
                .param("school", schoolId)
                .param("most", most)
                .query((row, number) -> new Cancellation(
                        row.getLong("id"),
                        row.getObject("purchase_id", Long.class),
                        row.getString("school_id"),
                        row.getString("product_code"),
                        row.getTimestamp("first_at").toInstant()))
                .list();
    }
}
