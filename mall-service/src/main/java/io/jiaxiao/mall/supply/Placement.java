package io.jiaxiao.mall.supply;

import org.jspecify.annotations.Nullable;

/** A channel's answer to an order. */
public sealed interface Placement {

    /**
     * The partner has it, and will fulfil it or say that it cannot.
     *
     * @param partnerNumber the partner's own number; null when it gives none
     * @param costFen       what it charges in all; -1 when it does not say yet
     */
    record Accepted(@Nullable String partnerNumber, long costFen) implements Placement {}

    /**
     * Certainly not ordered, now or later: the points may go back, or another channel may be asked.
     *
     * @param code      the partner's code, or ours when the call was never made
     * @param permanent false when the same order may succeed later (balance, throttle, breaker open)
     * @param cause     what the person who ordered may be told
     */
    record Refused(String code, String reason, boolean permanent, Cause cause) implements Placement {

        /** For a cause that is nobody's business but ours. */
        public Refused(String code, String reason, boolean permanent) {
            this(code, reason, permanent, Cause.OTHER);
        }
    }

    /** Why not, in terms of what was ordered. */
    enum Cause {
        /** The partner has none left, or does not sell it any more. */
        SOLD_OUT,
        /** Not to that address. */
        NOT_DELIVERED_THERE,
        /** That number or account cannot be recharged. */
        NUMBER_WRONG,
        OTHER
    }

    /** Nobody knows: only {@link SupplyChannel#query} may decide it. */
    record Unknown(String code) implements Placement {}
}
