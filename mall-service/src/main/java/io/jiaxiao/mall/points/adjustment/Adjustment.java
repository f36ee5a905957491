package io.jiaxiao.mall.points.adjustment;

import io.jiaxiao.contracts.mall.ProductLine;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param points     above zero to give, below zero to take
 * @param validUntil end of what is given
 * @param refusal    why the ledger said no; null unless REFUSED
 * @param decidedBy  who approved or rejected it; null while it waits, and for one that needed nobody
 */
public record Adjustment(
        long id,
        long personId,
        ProductLine line,
        long points,
        String reason,
        Instant validUntil,
        State state,
        @Nullable String refusal,
        String requestedBy,
        Instant requestedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {

    /** Where an adjustment is. */
    public enum State {
        /** For a second operator. */
        WAITING,
        /** Will be done, by whoever comes first. */
        APPROVED,
        REJECTED,
        APPLIED,
        /** The ledger could not: not enough points, or its end has come. */
        REFUSED;

        public boolean canBecome(State next) {
            return switch (this) {
                case WAITING -> next == APPROVED || next == REJECTED;
                case APPROVED -> next == APPLIED || next == REFUSED;
                case REJECTED, APPLIED, REFUSED -> false;
            };
        }
    }
}
