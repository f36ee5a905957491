package io.jiaxiao.order.promotion.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a policy and how it came about. Never edited: another promise is another version.
 *
 * @param effectiveFrom  from when on quotes are given under it; of several approved ones the last one that has begun holds
 * @param reason         why it was proposed, in its author's words; empty for those of the platform
 * @param decidedBy      who approved or rejected it; null while it waits, and for those of the platform
 * @param decisionReason in that operator's words; null likewise
 */
public record PolicyVersion(
        Policy policy,
        Instant effectiveFrom,
        State state,
        String author,
        Instant proposedAt,
        String reason,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionReason) {

    /** Where it is. */
    public enum State {
        /** For a second operator. */
        WAITING,
        /** Promises what it says to whoever is told a price from its day on. An end. */
        APPROVED,
        /** An end. */
        REJECTED;

        public boolean canBecome(State next) {
            return this == WAITING && next != WAITING;
        }
    }
}
