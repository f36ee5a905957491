package io.jiaxiao.order.migration.store;

import io.jiaxiao.order.migration.domain.LineFault;
import io.jiaxiao.order.migration.domain.LineReader.Reading;
import io.jiaxiao.order.migration.domain.MigrationRow;
import io.jiaxiao.order.migration.domain.OldOrder;
import io.jiaxiao.order.migration.domain.RowAction;
import io.jiaxiao.order.migration.domain.RowState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of migrations: taken in, moved all at once, read. Whoever writes holds the migration's row; none opens a transaction. */
@Repository
public class MigrationRows {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    MigrationRows(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** A line of the file. */
    public record Line(int number, Reading reading) {}

    public void insert(long migrationId, List<Line> lines) {
        batches.batchUpdate(
                "INSERT INTO migration_row (migration_id, line, state, field, why, problems, old_order_no, old_product, child_no,"
                        + " guardian_no, school_code, class_code, channel, old_state, paid_fen, refunded_fen, paid_at, from_day,"
                        + " through_day, paused_on, resumes_on, ended_on)"
                        + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                lines,
                Math.max(1, lines.size()),
                (statement, line) -> {
                    statement.setLong(1, migrationId);
                    statement.setInt(2, line.number());
                    switch (line.reading()) {
                        case Reading.Good good -> good(statement, good.order());
                        case Reading.Bad bad -> bad(statement, bad);
                    }
                });
    }

    private static void good(PreparedStatement statement, OldOrder order) throws SQLException {
        statement.setString(3, RowState.NEW.name());
        for (int none = 4; none <= 6; none++) {
            statement.setString(none, null);
        }
        statement.setString(7, order.orderNo());
        statement.setString(8, order.productCode());
        statement.setString(9, order.childNo());
        statement.setString(10, order.guardianNo());
        statement.setString(11, order.schoolCode());
        statement.setString(12, order.classCode());
        statement.setString(13, order.channel().name());
        statement.setString(14, order.state().name());
        statement.setLong(15, order.paidFen());
        statement.setLong(16, order.refundedFen());
        statement.setTimestamp(17, Timestamp.from(order.paidAt()));
        statement.setObject(18, order.from());
        statement.setObject(19, order.through());
        statement.setObject(20, order.pausedOn());
        statement.setObject(21, order.resumesOn());
        statement.setObject(22, order.endedOn());
    }

    private static void bad(PreparedStatement statement, Reading.Bad bad) throws SQLException {
        LineFault first = bad.faults().getFirst();
        statement.setString(3, RowState.BAD.name());
        statement.setString(4, first.field());
        statement.setString(5, first.why());
        statement.setString(6, LineFault.text(bad.faults()));
        statement.setString(7, bad.orderNo());
        for (int none = 8; none <= 22; none++) {
            statement.setObject(none, null);
        }
    }

    /** Of each order that is in the file more than once, only the first line is left. */
    public void refuseRepeated(long migrationId) {
        jdbc.sql("UPDATE migration_row r JOIN (SELECT old_order_no, MIN(line) AS first_line FROM migration_row"
                        + " WHERE migration_id = :id AND state = 'NEW' GROUP BY old_order_no HAVING COUNT(*) > 1) d"
                        + " ON d.old_order_no = r.old_order_no"
                        + " SET r.state = 'BAD', r.field = 'old_order_no', r.why = 'REPEATED', r.problems = 'old_order_no:REPEATED'"
                        + " WHERE r.migration_id = :id AND r.state = 'NEW' AND r.line > d.first_line")
                .param("id", migrationId)
                .update();
    }

    /** All that can be brought here and is not, is to be looked at anew. */
    public void renew(long migrationId) {
        jdbc.sql("UPDATE migration_row SET state = 'NEW', field = NULL, why = NULL, problems = NULL, plan_code = NULL,"
                        + " product_code = NULL, child_id = NULL, person_id = NULL, class_id = NULL, school_id = NULL, action = NULL,"
                        + " term_after = NULL, term_through = NULL, purchase_id = NULL, subscription_id = NULL"
                        + " WHERE migration_id = ? AND state IN ('MAPPED', 'ERROR', 'SKIPPED', 'CONFLICT', 'READY', 'CANCELLED',"
                        + " 'UNDONE')")
                .param(migrationId)
                .update();
    }

    /** @return how many were not reached */
    public int cancelWaiting(long migrationId) {
        return jdbc.sql("UPDATE migration_row SET state = 'CANCELLED' WHERE migration_id = ?"
                        + " AND state IN ('NEW', 'MAPPED', 'READY')")
                .param(migrationId)
                .update();
    }

    /** What stayed in an earlier undoing is tried again. */
    public void undoAgain(long migrationId) {
        jdbc.sql("UPDATE migration_row SET state = 'DONE', why = NULL WHERE migration_id = ? AND state = 'KEPT'")
                .param(migrationId)
                .update();
    }

    /** How many rows are in each state. They add up to the lines of the file, since each row is in one. */
    public Map<RowState, Integer> counts(long migrationId) {
        Map<RowState, Integer> counts = new EnumMap<>(RowState.class);
        for (RowState state : RowState.values()) {
            counts.put(state, 0);
        }
        jdbc.sql("SELECT state, COUNT(*) FROM migration_row WHERE migration_id = ? GROUP BY state")
                .param(migrationId)
                .query((row, number) -> Map.entry(RowState.valueOf(row.getString(1)), row.getInt(2)))
                .list()
                .forEach(one -> counts.put(one.getKey(), one.getValue()));
        return counts;
    }

    /** Which rows are wanted. Null for all. */
    public record Filter(@Nullable RowState state, @Nullable String why, @Nullable RowAction action) {}

    /** In the order of the lines. @param after those behind this line */
    public List<MigrationRow> page(long migrationId, Filter filter, int after, int most) {
        return jdbc.sql("SELECT line, state, field, why, problems, old_order_no, old_product, old_state, paid_fen,"
                        + " refunded_fen, plan_code, child_id, action, term_after, term_through, purchase_id, subscription_id"
                        + " FROM migration_row WHERE migration_id = :id AND line > :after"
                        + (filter.state() == null ? "" : " AND state = :state")
                        + (filter.why() == null ? "" : " AND why = :why")
                        + (filter.action() == null ? "" : " AND action = :action")
                        + " ORDER BY line LIMIT :most")
                .param("id", migrationId)
                .param("after", after)
                .param("state", name(filter.state()))
                .param("why", filter.why())
                .param("action", name(filter.action()))
                .param("most", most)
                .query(MigrationRows::row)
                .list();
    }

    private static @Nullable String name(@Nullable Enum<?> one) {
        return one == null ? null : one.name();
    }

    private static MigrationRow row(ResultSet row, int number) throws SQLException {
        String problems = row.getString("problems");
        String action = row.getString("action");
        return new MigrationRow(
                row.getInt("line"),
                RowState.valueOf(row.getString("state")),
                row.getString("field"),
                row.getString("why"),
                problems == null ? List.of() : LineFault.parse(problems),
                row.getString("old_order_no"),
                row.getString("old_product"),
                row.getString("old_state"),
                row.getObject("paid_fen", Long.class),
                row.getObject("refunded_fen", Long.class),
                row.getString("plan_code"),
                row.getString("child_id"),
                action == null ? null : RowAction.valueOf(action),
                row.getObject("term_after", LocalDate.class),
                row.getObject("term_through", LocalDate.class),
                row.getObject("purchase_id", Long.class),
                row.getObject("subscription_id", Long.class));
    }
}
