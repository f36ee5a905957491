package io.jiaxiao.order.promotion;

import io.jiaxiao.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An instalment as our books have it.
 *
 * @param dueOn    when it is looked at next
 * @param reason   why it was forfeited; empty otherwise
 * @param refundId of the money asked for; null before that
 */
public record BookedInstalment(
        long purchaseId, int no, LocalDate dueOn, Money amount, State state, String reason, @Nullable String refundId) {

    /** Where it stands. */
    public enum State {
        SCHEDULED,
        ASKED,
        RETURNED,
        FORFEITED
    }
}
