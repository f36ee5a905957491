package io.jiaxiao.order.renewal.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A child of a renewal, and what became of it.
 *
 * @param why        stable code of the reason; null unless skipped
 * @param purchaseId the order that was made; null unless renewed
 * @param after      last day paid before; null unless renewed
 * @param through    last day paid now; null unless renewed
 * @param amountFen  price of the order; null unless renewed
 * @param undo       what became of it when the renewal was taken back; null unless it was
 * @param undoWhy    stable code of the reason; null unless kept then
 */
public record RenewalRow(
        String childId,
        String classId,
        State state,
        @Nullable String why,
        @Nullable Long purchaseId,
        @Nullable LocalDate after,
        @Nullable LocalDate through,
        @Nullable Long amountFen,
        @Nullable Undo undo,
        @Nullable String undoWhy) {

    /** A child that has left the class since it was listed. */
    public static final String LEFT_CLASS = "LEFT_CLASS";

    /** Something went wrong with this child alone; it is in the log. */
    public static final String FAULT = "FAULT";

    /** Each row leaves WAITING once. */
    public enum State {
        WAITING,
        RENEWED,
        SKIPPED,
        CANCELLED
    }

    /** What becomes of a renewed child when the whole renewal is taken back. */
    public enum Undo {
        WAITING,
        TAKEN_BACK,
        KEPT
    }

    public static RenewalRow renewed(
            String childId, String classId, long purchaseId, LocalDate after, LocalDate through, long amountFen) {
        return new RenewalRow(childId, classId, State.RENEWED, null, purchaseId, after, through, amountFen, null, null);
    }

    public static RenewalRow skipped(String childId, String classId, String why) {
        return new RenewalRow(childId, classId, State.SKIPPED, why, null, null, null, null, null, null);
    }
}
