package io.jiaxiao.order.renewal.store;

import io.jiaxiao.order.renewal.domain.RenewalRow;
import io.jiaxiao.order.renewal.domain.RenewalRow.State;
import io.jiaxiao.order.renewal.domain.RenewalRow.Undo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The children of renewals. Whoever writes holds the renewal's row; none opens a transaction. */
@Repository
public class RenewalRows {

    private static final int AT_ONCE = 1000;
    private static final int COLUMNS = 9;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    RenewalRows(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** A child without a result. */
    public record Waiting(String childId, String classId) {}

    /** Who is listed already, from another class, stays as listed. */
    public void insert(long renewalId, List<Waiting> children) {
        batches.batchUpdate(
                "INSERT INTO renewal_row (renewal_id, child_id, class_id, state) VALUES (?,?,?,'WAITING')"
                        + " ON DUPLICATE KEY UPDATE renewal_id = renewal_id",
                children,
                AT_ONCE,
                (statement, child) -> {
                    statement.setLong(1, renewalId);
                    statement.setString(2, child.childId());
                    statement.setString(3, child.classId());
                });
    }

    /** The next children, class by class, so that those of a class come together. */
    public List<Waiting> waiting(long renewalId, int most) {
        return jdbc.sql("SELECT child_id, class_id FROM renewal_row WHERE renewal_id = ? AND state = 'WAITING'"
                        + " ORDER BY class_id, child_id LIMIT ?")
                .params(renewalId, most)
                .query((row, number) -> new Waiting(row.getString(1), row.getString(2)))
                .list();
    }

    /** Which of these have no result even now; in the order of the children. */
    public List<Waiting> stillWaiting(long renewalId, Collection<String> childIds) {
        return jdbc.sql("SELECT child_id, class_id FROM renewal_row WHERE renewal_id = :id AND child_id IN (:children)"
                        + " AND state = 'WAITING' ORDER BY child_id")
                .param("id", renewalId)
                .param("children", childIds)
                .query((row, number) -> new Waiting(row.getString(1), row.getString(2)))
                .list();
    }

    /**
     * Writes results in one statement: an insert that meets its row, since no UPDATE takes many different values.
     *
     * @return how many of them waited
     */
    public int save(long renewalId, List<RenewalRow> results) {
        List<@Nullable Object> values = new ArrayList<>(results.size() * COLUMNS);
        for (RenewalRow one : results) {
            values.add(renewalId);
            values.add(one.childId());
            values.add(one.classId());
            values.add(one.state().name());
            values.add(one.why());
            values.add(one.purchaseId());
            values.add(one.after());
            values.add(one.through());
            values.add(one.amountFen());
        }
        // A row that is moved counts two, one that is left counts one; the state comes last, the others look at it.
        int touched = batches.update(
                "INSERT INTO renewal_row (renewal_id, child_id, class_id, state, why, purchase_id, after_day, through_day,"
                        + " amount_fen) VALUES "
                        + String.join(",", Collections.nCopies(results.size(), "(?,?,?,?,?,?,?,?,?)"))
                        + " ON DUPLICATE KEY UPDATE why = IF(state = 'WAITING', VALUES(why), why),"
                        + " purchase_id = IF(state = 'WAITING', VALUES(purchase_id), purchase_id),"
                        + " after_day = IF(state = 'WAITING', VALUES(after_day), after_day),"
                        + " through_day = IF(state = 'WAITING', VALUES(through_day), through_day),"
                        + " amount_fen = IF(state = 'WAITING', VALUES(amount_fen), amount_fen),"
                        + " state = IF(state = 'WAITING', VALUES(state), state)",
                values.toArray());
        return touched - results.size();
    }

    /** @return how many waited */
    public int cancelWaiting(long renewalId) {
        return jdbc.sql("UPDATE renewal_row SET state = 'CANCELLED' WHERE renewal_id = ? AND state = 'WAITING'")
                .param(renewalId)
                .update();
    }

    /**
     * Which rows are wanted; null for all.
     *
     * @param why  of those that were skipped, or that were kept when the renewal was taken back
     */
    public record Filter(@Nullable State state, @Nullable Undo undo, @Nullable String why) {}

    /** In the order of the children. @param after those behind this child */
    public List<RenewalRow> page(long renewalId, Filter filter, String after, int most) {
        State state = filter.state();
        Undo undo = filter.undo();
        return jdbc.sql(
                        "SELECT child_id, class_id, state, why, purchase_id, after_day, through_day, amount_fen, undo_state,"
                                + " undo_why FROM renewal_row WHERE renewal_id = :id AND child_id > :after"
                                + (state == null ? "" : " AND state = :state")
                                + (undo == null ? "" : " AND undo_state = :undo")
                                + (filter.why() == null ? "" : " AND (why = :why OR undo_why = :why)")
                                + " ORDER BY child_id LIMIT :most")
                .param("id", renewalId)
                .param("after", after)
                .param("state", state == null ? null : state.name())
                .param("undo", undo == null ? null : undo.name())
                .param("why", filter.why())
                .param("most", most)
                .query(RenewalRows::row)
                .list();
    }

    private static RenewalRow row(ResultSet row, int number) throws SQLException {
        String undo = row.getString("undo_state");
        return new RenewalRow(
                row.getString("child_id"),
                row.getString("class_id"),
                State.valueOf(row.getString("state")),
                row.getString("why"),
                row.getObject("purchase_id", Long.class),
                row.getObject("after_day", LocalDate.class),
                row.getObject("through_day", LocalDate.class),
                row.getObject("amount_fen", Long.class),
                undo == null ? null : Undo.valueOf(undo),
                row.getString("undo_why"));
    }
}
