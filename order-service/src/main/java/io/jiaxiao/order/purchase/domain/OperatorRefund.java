package io.jiaxiao.order.purchase.domain;

import io.jiaxiao.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refund an operator wants above the rules.
 *
 * @param amount         above zero
 * @param effect         what it means for the subscription, as the operator chose
 * @param expiresAt      not decided before then, nobody decides it any more
 * @param decidedBy      who approved or rejected it; null while it waits, for one that needed nobody, and for one that expired
 * @param decisionReason in that operator's words; null likewise
 * @param refundId       the refund it has become; null unless approved
 */
public record OperatorRefund(
        long id,
        long purchaseId,
        Money amount,
        Effect effect,
        String reason,
        State state,
        String requestedBy,
        Instant requestedAt,
        Instant expiresAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionReason,
        @Nullable String refundId) {

    /** What becomes of the subscription. */
    public enum Effect {
        /** It stays as it is. */
        LEAVE,
        /** It ends with the refund; what else was paid for it goes back by the rules. */
        END
    }

    /** Where it is. */
    public enum State {
        /** For a second operator. */
        WAITING,
        /** The refund was asked for in the same transaction. An end. */
        APPROVED,
        /** An end. */
        REJECTED,
        /** Nobody decided in time. An end. */
        EXPIRED;

        public boolean canBecome(State next) {
            return this == WAITING && next != WAITING;
        }
    }
}
