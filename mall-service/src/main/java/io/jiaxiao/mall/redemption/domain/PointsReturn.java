package io.jiaxiao.mall.redemption.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Points of a fulfilled order on their way back.
 *
 * @param quantity      items sent back; 0 for a reversal
 * @param code          why: the person's choice or the partner's code
 * @param channelNumber the partner's number of the after-sale case; null when it has none
 */
public record PointsReturn(
        long id,
        long redemptionId,
        Kind kind,
        State state,
        int quantity,
        long points,
        String code,
        @Nullable String channelNumber,
        @Nullable Instant dueAt,
        Instant createdAt) {

    /** Why points come back. */
    public enum Kind {
        AFTER_SALE,
        /** Items that never arrived: turned away at the door, or cancelled by the channel beside others that came. */
        NOT_DELIVERED,
        /** The channel took its success back (科飞 status 35 after success). */
        REVERSAL
    }

    /** Where it is. */
    public enum State {
        /** Waits for an operator. */
        REQUESTED,
        /** Approved; the goods are going back. */
        AT_CHANNEL,
        /** Decided: the ledger has to be told. */
        BOOKING,
        DONE,
        REJECTED;

        public boolean canBecome(State next) {
            return switch (this) {
                case REQUESTED -> next == AT_CHANNEL || next == BOOKING || next == REJECTED;
                case AT_CHANNEL -> next == BOOKING || next == REJECTED;
                case BOOKING -> next == DONE;
                case DONE, REJECTED -> false;
            };
        }
    }
}
