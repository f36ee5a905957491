package io.jiaxiao.order.migration.store;

import io.jiaxiao.order.migration.domain.LineFault;
import io.jiaxiao.order.migration.domain.MappedRow;
import io.jiaxiao.order.migration.domain.MappingResult;
import io.jiaxiao.order.migration.domain.OldChannel;
import io.jiaxiao.order.migration.domain.OldOrder;
import io.jiaxiao.order.migration.domain.RowResult;
import io.jiaxiao.order.migration.domain.RowState;
import io.jiaxiao.order.subscription.domain.OldTerm.Then;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows a migration works on, by the thousand; each method one trip to the database. Whoever writes holds the migration's row;
 * none opens a transaction.
 */
@Repository
public class MigrationWork {

    private static final String SELECT =
            "SELECT line, old_order_no, old_product, child_no, guardian_no, school_code, class_code, channel, old_state, paid_fen,"
                    + " refunded_fen, paid_at, from_day, through_day, paused_on, resumes_on, ended_on, plan_code, product_code, child_id,"
                    + " person_id, class_id, school_id FROM migration_row WHERE migration_id = :id AND state = :state";

    /** As the index is, so that nothing is sorted; the rows of a child are together, in the order of their days. */
    private static final String ORDER = " ORDER BY product_code, child_no, from_day, line LIMIT :most";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    MigrationWork(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** A row that is not mapped yet. */
    public record FreshRow(int line, OldOrder order) {}

    /** A row that is here. @param began whether the subscription began with it */
    public record BroughtRow(int line, String childId, long purchaseId, long subscriptionId, boolean began) {}

    public List<FreshRow> fresh(long migrationId, int most) {
        return jdbc.sql(SELECT + ORDER)
                .param("id", migrationId)
                .param("state", RowState.NEW.name())
                .param("most", most)
                .query((row, number) -> new FreshRow(row.getInt("line"), order(row)))
                .list();
    }

    /** A product with rows in the state. */
    public Optional<String> nextProduct(long migrationId, RowState state) {
        return jdbc.sql("SELECT product_code FROM migration_row WHERE migration_id = ? AND state = ?"
                        + " ORDER BY product_code LIMIT 1")
                .params(migrationId, state.name())
                .query(String.class)
                .optional();
    }

    public List<MappedRow> ofProduct(long migrationId, RowState state, String product, int most) {
        return jdbc.sql(SELECT + " AND product_code = :product" + ORDER)
                .param("id", migrationId)
                .param("state", state.name())
                .param("product", product)
                .param("most", most)
                .query((row, number) -> new MappedRow(
                        row.getInt("line"),
                        order(row),
                        new MappedRow.Target(
                                row.getString("plan_code"),
                                row.getString("product_code"),
                                row.getString("child_id"),
                                row.getLong("person_id"),
                                row.getString("class_id"),
                                row.getString("school_id"))))
                .list();
    }

    /** Rows that are here, with all others of the same subscriptions. */
    public List<BroughtRow> brought(long migrationId, String product, int most) {
        List<Long> subscriptions = jdbc
                .sql("SELECT subscription_id FROM migration_row WHERE migration_id = :id"
                        + " AND state = 'DONE' AND product_code = :product" + ORDER)
                .param("id", migrationId)
                .param("product", product)
                .param("most", most)
                .query(Long.class)
                .list()
                .stream()
                .distinct()
                .toList();
        return subscriptions.isEmpty()
                ? List.of()
                : jdbc.sql("SELECT line, child_id, purchase_id, subscription_id, action FROM migration_row"
                                + " WHERE subscription_id IN (:subscriptions) AND migration_id = :id AND state = 'DONE'"
                                + " ORDER BY line")
                        .param("subscriptions", subscriptions)
                        .param("id", migrationId)
                        .query((row, number) -> new BroughtRow(
                                row.getInt(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                !"EXTEND".equals(row.getString(5))))
                        .list();
    }

    /** Which of these old orders are here, by whatever file. */
    public Set<String> claimed(Collection<String> orderNos) {
        return new HashSet<>(jdbc.sql("SELECT claimed FROM migration_row WHERE claimed IN (:orders)")
                .param("orders", orderNos)
                .query(String.class)
                .list());
    }

    /** @return how many were not mapped before */
    public int saveMapped(long migrationId, List<MappingResult> results) {
        return sum(batches.batchUpdate(
                "UPDATE migration_row SET state = ?, field = ?, why = ?, problems = ?, plan_code = ?, product_code = ?, child_id = ?,"
                        + " person_id = ?, class_id = ?, school_id = ? WHERE migration_id = ? AND line = ? AND state = 'NEW'",
                results,
                Math.max(1, results.size()),
                (statement, one) -> {
                    LineFault first =
                            one.faults().isEmpty() ? null : one.faults().getFirst();
                    MappedRow.Target target = one.target();
                    statement.setString(1, one.state().name());
                    statement.setString(2, first == null ? null : first.field());
                    statement.setString(3, first == null ? null : first.why());
                    statement.setString(4, first == null ? null : LineFault.text(one.faults()));
                    statement.setString(5, target == null ? null : target.planCode());
                    statement.setString(6, target == null ? null : target.productCode());
                    statement.setString(7, target == null ? null : target.childId());
                    statement.setObject(8, target == null ? null : target.personId(), Types.BIGINT);
                    statement.setString(9, target == null ? null : target.classId());
                    statement.setString(10, target == null ? null : target.schoolId());
                    statement.setLong(11, migrationId);
                    statement.setInt(12, one.line());
                }));
    }

    /**
     * @return how many were in the state they leave
     * @throws org.springframework.dao.DuplicateKeyException when another file brought one of the orders here at the same moment
     */
    public int save(long migrationId, RowState from, List<RowResult> results) {
        return sum(batches.batchUpdate(
                "UPDATE migration_row SET state = ?, why = ?, action = ?, term_after = ?, term_through = ?, purchase_id = ?,"
                        + " subscription_id = ? WHERE migration_id = ? AND line = ? AND state = ?",
                results,
                Math.max(1, results.size()),
                (statement, one) -> {
                    statement.setString(1, one.state().name());
                    statement.setString(2, one.why());
                    statement.setString(
                            3, one.action() == null ? null : one.action().name());
                    statement.setObject(4, one.after());
                    statement.setObject(5, one.through());
                    statement.setObject(6, one.purchaseId(), Types.BIGINT);
                    statement.setObject(7, one.subscriptionId(), Types.BIGINT);
                    statement.setLong(8, migrationId);
                    statement.setInt(9, one.line());
                    statement.setString(10, from.name());
                }));
    }

    /** They are out again. @return how many were here */
    public int saveUndone(long migrationId, Collection<Integer> lines) {
        return lines.isEmpty()
                ? 0
                : jdbc.sql("UPDATE migration_row SET state = 'UNDONE', purchase_id = NULL, subscription_id = NULL"
                                + " WHERE migration_id = :id AND line IN (:lines) AND state = 'DONE'")
                        .param("id", migrationId)
                        .param("lines", lines)
                        .update();
    }

    /** A row that stays here. */
    public record KeptRow(int line, String why) {}

    /** @return how many were here */
    public int saveKept(long migrationId, List<KeptRow> kept) {
        return kept.isEmpty()
                ? 0
                : sum(batches.batchUpdate(
                        "UPDATE migration_row SET state = 'KEPT', why = ? WHERE migration_id = ? AND line = ? AND state = 'DONE'",
                        kept,
                        kept.size(),
                        (statement, one) -> {
                            statement.setString(1, one.why());
                            statement.setLong(2, migrationId);
                            statement.setInt(3, one.line());
                        }));
    }

    private static int sum(int[][] counts) {
        return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
    }

    private static OldOrder order(ResultSet row) throws SQLException {
        return new OldOrder(
                row.getString("old_order_no"),
                row.getString("old_product"),
                row.getString("child_no"),
                row.getString("guardian_no"),
                row.getString("school_code"),
                row.getString("class_code"),
                Then.valueOf(row.getString("old_state")),
                OldChannel.valueOf(row.getString("channel")),
                row.getLong("paid_fen"),
                row.getLong("refunded_fen"),
                row.getTimestamp("paid_at").toInstant(),
                row.getObject("from_day", LocalDate.class),
                row.getObject("through_day", LocalDate.class),
                row.getObject("paused_on", LocalDate.class),
                row.getObject("resumes_on", LocalDate.class),
                row.getObject("ended_on", LocalDate.class));
    }
}
