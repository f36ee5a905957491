package io.jiaxiao.order.payment.domain;

import io.jiaxiao.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operator's word that the money of a refused refund went back by another way.
 *
 * @param reference      by what the money can be found where it went, such as the number of a bank transfer
 * @param decidedBy      another operator; null while it waits
 * @param decisionReason in that operator's words; null likewise
 */
public record RefundSettlement(
        long id,
        long refundId,
        long paymentId,
        Money amount,
        String reference,
        String reason,
        State state,
        String requestedBy,
        Instant requestedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionReason) {

    /** Where it is. */
    public enum State {
        /** For a second operator. */
        WAITING,
        /** The refund was settled in the same transaction. An end. */
        APPROVED,
        /** The refund is as it was. An end. */
        REJECTED
    }
}
