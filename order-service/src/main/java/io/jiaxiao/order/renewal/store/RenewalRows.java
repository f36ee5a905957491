package io.jiaxiao.order.renewal.store;

import io.jiaxiao.order.renewal.domain.RenewalRow;
import io.jiaxiao.order.renewal.domain.RenewalRow.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The children of renewals. Whoever writes holds the renewal's row; none opens a transaction. */
@Repository
public class RenewalRows {

    private static final int AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    RenewalRows(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Who is listed already, from another class, stays as listed. */
    public void insert(long renewalId, String classId, Collection<String> childIds) {
        batches.batchUpdate(
                "INSERT INTO renewal_row (renewal_id, child_id, class_id, state) VALUES (?,?,?,'WAITING')"
                        + " ON DUPLICATE KEY UPDATE renewal_id = renewal_id",
                childIds,
                AT_ONCE,
                (statement, child) -> {
                    statement.setLong(1, renewalId);
                    statement.setString(2, child);
                    statement.setString(3, classId);
                });
    }

    /** A class with children that wait. */
    public Optional<String> nextClass(long renewalId) {
        return jdbc.sql("SELECT class_id FROM renewal_row WHERE renewal_id = ? AND state = 'WAITING'"
                        + " ORDER BY class_id LIMIT 1")
                .param(renewalId)
                .query(String.class)
                .optional();
    }

    public List<String> waiting(long renewalId, String classId, int most) {
        return jdbc.sql("SELECT child_id FROM renewal_row WHERE renewal_id = ? AND state = 'WAITING' AND class_id = ?"
                        + " ORDER BY child_id LIMIT ?")
                .params(renewalId, classId, most)
                .query(String.class)
                .list();
    }

    /** @return how many of them waited */
    public int save(long renewalId, List<RenewalRow> results) {
        int[][] saved = batches.batchUpdate(
                "UPDATE renewal_row SET state = ?, why = ?, purchase_id = ?, after_day = ?, through_day = ?, amount_fen = ?"
                        + " WHERE renewal_id = ? AND child_id = ? AND state = 'WAITING'",
                results,
                AT_ONCE,
                (statement, one) -> {
                    statement.setString(1, one.state().name());
                    statement.setString(2, one.why());
                    statement.setObject(3, one.purchaseId(), Types.BIGINT);
                    statement.setObject(4, one.after());
                    statement.setObject(5, one.through());
                    statement.setObject(6, one.amountFen(), Types.BIGINT);
                    statement.setLong(7, renewalId);
                    statement.setString(8, one.childId());
                });
        return Arrays.stream(saved).flatMapToInt(Arrays::stream).sum();
    }

    /** @return how many waited */
    public int cancelWaiting(long renewalId) {
        return jdbc.sql("UPDATE renewal_row SET state = 'CANCELLED' WHERE renewal_id = ? AND state = 'WAITING'")
                .param(renewalId)
                .update();
    }

    /**
     * In the order of the children.
     *
     * @param state null for all
     * @param why   null for all
     * @param after those behind this child
     */
    public List<RenewalRow> page(long renewalId, @Nullable State state, @Nullable String why, String after, int most) {
        return jdbc.sql("SELECT child_id, class_id, state, why, purchase_id, after_day, through_day, amount_fen"
                        + " FROM renewal_row WHERE renewal_id = :id AND child_id > :after"
                        + (state == null ? "" : " AND state = :state")
                        + (why == null ? "" : " AND why = :why")
                        + " ORDER BY child_id LIMIT :most")
                .param("id", renewalId)
                .param("after", after)
                .param("state", state == null ? null : state.name())
                .param("why", why)
                .param("most", most)
                .query(RenewalRows::row)
                .list();
    }

    private static RenewalRow row(ResultSet row, int number) throws SQLException {
        return new RenewalRow(
                row.getString("child_id"),
                row.getString("class_id"),
                State.valueOf(row.getString("state")),
                row.getString("why"),
                row.getObject("purchase_id", Long.class),
                row.getObject("after_day", LocalDate.class),
                row.getObject("through_day", LocalDate.class),
                row.getObject("amount_fen", Long.class));
    }
}
