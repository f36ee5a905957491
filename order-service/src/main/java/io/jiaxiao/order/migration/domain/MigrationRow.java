package io.jiaxiao.order.migration.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a migration, as operators read it.
 *
 * @param line           the user's own line number in the file
 * @param why            stable code of what keeps it from being here, or of what is odd about it; null for nothing
 * @param problems       everything wrong with the line
 * @param orderNo        null when the line has none that can be read; so are all fields of a bad line
 * @param action         what a run does or did with it; null before the check
 * @param termAfter      the days it pays for here come after this one; null before the check
 * @param purchaseId     null unless it is here
 */
public record MigrationRow(
        int line,
        RowState state,
        @Nullable String field,
        @Nullable String why,
        List<LineFault> problems,
        @Nullable String orderNo,
        @Nullable String oldProduct,
        @Nullable String oldState,
        @Nullable Long paidFen,
        @Nullable Long refundedFen,
        @Nullable String planCode,
        @Nullable String childId,
        @Nullable RowAction action,
        @Nullable LocalDate termAfter,
        @Nullable LocalDate termThrough,
        @Nullable Long purchaseId,
        @Nullable Long subscriptionId) {

    /** Something went wrong with this row alone; it is in the log. */
    public static final String FAULT = "FAULT";

    /** The order is in the file before. */
    public static final String REPEATED = "REPEATED";

    /** Its days were paid for here too; those left of it come behind. */
    public static final String OVERLAPS = "OVERLAPS";

    public MigrationRow {
        problems = List.copyOf(problems);
    }
}
