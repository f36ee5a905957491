package io.jiaxiao.order.migration.store;

import io.jiaxiao.order.migration.domain.RowAction;
import io.jiaxiao.order.migration.domain.RowState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What a migration would do or has done, and whether our tables say the same as the file. The comparison reads the tables of
 * purchases and subscriptions as they are, whoever wrote them: that is what it is for. Changes nothing.
 */
@Repository
public class MigrationReports {

    /** Each row beside what is here under its old number, by this file or another. */
    private static final String BESIDE = " FROM migration_row r LEFT JOIN migration_row c ON c.claimed = r.old_order_no"
            + " LEFT JOIN purchase p ON p.id = c.purchase_id LEFT JOIN subscription s ON s.id = c.subscription_id"
            + " LEFT JOIN subscription_term t ON t.purchase_id = c.purchase_id WHERE r.migration_id = :id";

    /** What ran on the day of the check may have run out since, and a pause may be over: that is the same thing later. */
    private static final String SAME_STATE =
            "CASE r.old_state WHEN 'RUNNING' THEN s.state IN ('ACTIVE', 'PAUSED', 'ENDING')"
                    + " OR (s.state = 'EXPIRED' AND s.paid_through <= :today)"
                    + " WHEN 'PAUSED' THEN s.state = 'PAUSED' OR (s.state = 'ACTIVE' AND r.resumes_on <= :today)"
                    + " ELSE s.state = r.old_state END";

    /** The days it was to have, and, unless they were paid twice, the file's own last day. */
    private static final String SAME_DAYS = "DATE_SUB(t.through_day, INTERVAL t.lost_days DAY) = c.term_through"
            + " AND (c.term_after <> DATE_SUB(r.from_day, INTERVAL 1 DAY) OR c.term_through = r.through_day)";

    private final JdbcClient jdbc;

    MigrationReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Rows of one product and state of the file with one outcome.
     *
     * @param oldProduct null for lines that cannot be read
     * @param oldState   as the product
     * @param action     null when nothing is done with them
     */
    public record Outcome(
            @Nullable String oldProduct,
            @Nullable String oldState,
            RowState state,
            @Nullable RowAction action,
            int rows,
            long paidFen,
            long refundedFen) {}

    /** By product, state there, state here. */
    public List<Outcome> outcomes(long migrationId) {
        return jdbc.sql(
                        "SELECT old_product, old_state, state, action, COUNT(*), COALESCE(SUM(paid_fen), 0),"
                                + " COALESCE(SUM(refunded_fen), 0) FROM migration_row WHERE migration_id = ?"
                                + " GROUP BY old_product, old_state, state, action ORDER BY old_product, old_state, state, action")
                .param(migrationId)
                .query(MigrationReports::outcome)
                .list();
    }

    private static Outcome outcome(ResultSet row, int number) throws SQLException {
        String action = row.getString(4);
        return new Outcome(
                row.getString(1),
                row.getString(2),
                RowState.valueOf(row.getString(3)),
                action == null ? null : RowAction.valueOf(action),
                row.getInt(5),
                row.getLong(6),
                row.getLong(7));
    }

    /**
     * The file's orders of one product and state beside ours under the same numbers. Lines that cannot be read and repetitions of
     * an order are not in it.
     *
     * @param oursInState of ours, those that stand as the file says
     */
    public record Sums(
            String oldProduct,
            String oldState,
            int rows,
            long paidFen,
            long refundedFen,
            int ours,
            int oursInState,
            long oursPaidFen,
            long oursRefundedFen) {

        public boolean agree() {
            return rows == ours && rows == oursInState && paidFen == oursPaidFen && refundedFen == oursRefundedFen;
        }
    }

    /** By product and state there. */
    public List<Sums> sums(long migrationId, LocalDate today) {
        return jdbc.sql(
                        "SELECT r.old_product, r.old_state, COUNT(*), SUM(r.paid_fen), SUM(r.refunded_fen), COUNT(p.id),"
                                + " COALESCE(SUM(" + SAME_STATE
                                + "), 0), COALESCE(SUM(p.price_fen), 0), COALESCE(SUM(p.back_fen), 0)"
                                + BESIDE + " AND r.old_product IS NOT NULL AND (r.why IS NULL OR r.why <> 'REPEATED')"
                                + " GROUP BY r.old_product, r.old_state ORDER BY r.old_product, r.old_state")
                .param("id", migrationId)
                .param("today", today)
                .query((row, number) -> new Sums(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getInt(6),
                        row.getInt(7),
                        row.getLong(8),
                        row.getLong(9)))
                .list();
    }

    /**
     * A row our tables do not agree with.
     *
     * @param what  UNREADABLE, REPEATED, NOT_MIGRATED, GONE, AMOUNT, REFUNDED_AMOUNT, STATE or THROUGH; the first that holds
     * @param state of the row
     * @param why   of the row, e.g. why it was not brought here; null for nothing
     */
    public record Disagreement(int line, @Nullable String orderNo, String what, RowState state, @Nullable String why) {}

    /** In the order of the lines. @param after those behind this line */
    public List<Disagreement> disagreements(long migrationId, LocalDate today, int after, int most) {
        return jdbc.sql("SELECT r.line, r.old_order_no, CASE WHEN r.old_product IS NULL THEN 'UNREADABLE'"
                        + " WHEN r.why = 'REPEATED' THEN 'REPEATED'"
                        + " WHEN c.line IS NULL THEN 'NOT_MIGRATED'"
                        + " WHEN p.id IS NULL OR s.id IS NULL OR t.purchase_id IS NULL THEN 'GONE'"
                        + " WHEN p.price_fen <> r.paid_fen THEN 'AMOUNT'"
                        + " WHEN p.back_fen <> r.refunded_fen THEN 'REFUNDED_AMOUNT'"
                        + " WHEN NOT (" + SAME_STATE + ") THEN 'STATE'"
                        + " WHEN NOT (" + SAME_DAYS + ") THEN 'THROUGH' END AS what, r.state, r.why"
                        + BESIDE + " AND r.line > :after HAVING what IS NOT NULL ORDER BY r.line LIMIT :most")
                .param("id", migrationId)
                .param("today", today)
                .param("after", after)
                .param("most", most)
                .query((row, number) -> new Disagreement(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        RowState.valueOf(row.getString(4)),
                        row.getString(5)))
                .list();
    }
}
