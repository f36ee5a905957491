package io.jiaxiao.order.burst.store;

import io.jiaxiao.order.burst.domain.CancellationBurst;
import io.jiaxiao.order.burst.domain.CancellationBurst.State;
import io.jiaxiao.order.subscription.Cancellation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Bursts, one open at a time for each school, and the cancellations they are made of. None opens a transaction. */
@Repository
public class BurstStore {

    private static final String COLUMNS =
            "id, school_id, state, began_at, noticed_at, ended_at, looked_at, window_seconds,"
                    + " usual, threshold, peak";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM cancellation_burst";
    private static final int AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    BurstStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** False when the school has an open one. */
    public boolean insert(CancellationBurst one) {
        return jdbc.sql("INSERT IGNORE INTO cancellation_burst (" + COLUMNS + ") VALUES (?,?,?,?,?,NULL,?,?,?,?,?)")
                        .params(
                                one.id(),
                                one.schoolId(),
                                one.state().name(),
                                Timestamp.from(one.beganAt()),
                                Timestamp.from(one.noticedAt()),
                                Timestamp.from(one.lookedAt()),
                                one.windowSeconds(),
                                one.usual(),
                                one.threshold(),
                                one.peak())
                        .update()
                == 1;
    }

    /** Those that are among them already stay as they are. */
    public void add(long burstId, List<Cancellation> members) {
        batches.batchUpdate(
                "INSERT IGNORE INTO cancellation_burst_member (burst_id, subscription_id, purchase_id, product_code, at)"
                        + " VALUES (?,?,?,?,?)",
                members,
                AT_ONCE,
                (statement, one) -> {
                    statement.setLong(1, burstId);
                    statement.setLong(2, one.subscriptionId());
                    statement.setObject(3, one.purchaseId(), Types.BIGINT);
                    statement.setString(4, one.productCode());
                    statement.setTimestamp(5, Timestamp.from(one.at()));
                });
    }

    public boolean isOpen(String schoolId) {
        return jdbc.sql("SELECT 1 FROM cancellation_burst WHERE open_school = ?")
                .param(schoolId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    public List<CancellationBurst> open() {
        return jdbc.sql(SELECT + " WHERE state = 'OPEN' ORDER BY id")
                .query(BurstStore::burst)
                .list();
    }

    /** In a transaction: nobody else follows it until the end. */
    public Optional<CancellationBurst> lock(long id) {
        return jdbc.sql(SELECT + " WHERE id = ? FOR UPDATE")
                .param(id)
                .query(BurstStore::burst)
                .optional();
    }

    public Optional<CancellationBurst> find(long id) {
        return jdbc.sql(SELECT + " WHERE id = ?")
                .param(id)
                .query(BurstStore::burst)
                .optional();
    }

    public void looked(CancellationBurst burst, int peak, Instant now) {
        jdbc.sql("UPDATE cancellation_burst SET peak = ?, looked_at = ? WHERE id = ? AND state = 'OPEN'")
                .params(peak, Timestamp.from(now), burst.id())
                .update();
    }

    /** False when it has ended already. */
    public boolean end(CancellationBurst burst, Instant now) {
        return jdbc.sql("UPDATE cancellation_burst SET state = 'ENDED', ended_at = ? WHERE id = ? AND state = 'OPEN'")
                        .params(Timestamp.from(now), burst.id())
                        .update()
                == 1;
    }

    public int size(long burstId) {
        return jdbc.sql("SELECT COUNT(*) FROM cancellation_burst_member WHERE burst_id = ?")
                .param(burstId)
                .query(Integer.class)
                .single();
    }

    /** By subscription. @param after those with a higher number */
    public List<Cancellation> members(long burstId, long after, int most) {
        return jdbc.sql("SELECT m.subscription_id, m.purchase_id, b.school_id, m.product_code, m.at"
                        + " FROM cancellation_burst_member m JOIN cancellation_burst b ON b.id = m.burst_id"
                        + " WHERE m.burst_id = ? AND m.subscription_id > ? ORDER BY m.subscription_id LIMIT ?")
                .params(burstId, after, most)
                .query((row, number) -> new Cancellation(
                        row.getLong("subscription_id"),
                        row.getObject("purchase_id", Long.class),
                        row.getString("school_id"),
                        row.getString("product_code"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /** Newest first. Null for any. @param before those with a lower number */
    public List<CancellationBurst> page(@Nullable State state, @Nullable String schoolId, long before, int most) {
        List<Object> values = new ArrayList<>(List.of(before));
        StringBuilder where = new StringBuilder(" WHERE id < ?");
        if (state != null) {
            where.append(" AND state = ?");
            values.add(state.name());
        }
        if (schoolId != null) {
            where.append(" AND school_id = ?");
            values.add(schoolId);
        }
        values.add(most);
        return jdbc.sql(SELECT + where + " ORDER BY id DESC LIMIT ?")
                .params(values)
                .query(BurstStore::burst)
                .list();
    }

    private static CancellationBurst burst(ResultSet row, int number) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new CancellationBurst(
                row.getLong("id"),
                row.getString("school_id"),
                State.valueOf(row.getString("state")),
                row.getTimestamp("began_at").toInstant(),
                row.getTimestamp("noticed_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getTimestamp("looked_at").toInstant(),
                row.getLong("window_seconds"),
                row.getDouble("usual"),
                row.getInt("threshold"),
                row.getInt("peak"));
    }
}
