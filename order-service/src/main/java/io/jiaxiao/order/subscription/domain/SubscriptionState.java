package io.jiaxiao.order.subscription.domain;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a subscription is. The table below is the whole truth about its moves; every update names the state it leaves. */
public enum SubscriptionState {
    /** Paid for, and in use. */
    ACTIVE,
    /** Out of use for some days, which are given back. */
    PAUSED,
    /** In use; will not go on after its last paid day. */
    ENDING,
    /** Ended by its owner. An end, but for money still on its way. */
    CANCELLED,
    /** Ended by its owner, and what was to come back has arrived. An end. */
    REFUNDED,
    /** Its last paid day is over. An end. */
    EXPIRED;

    private static final Map<SubscriptionState, Set<SubscriptionState>> MOVES = new EnumMap<>(SubscriptionState.class);

    static {
        MOVES.put(ACTIVE, EnumSet.of(PAUSED, ENDING, CANCELLED, EXPIRED));
        MOVES.put(PAUSED, EnumSet.of(ACTIVE, CANCELLED));
        MOVES.put(ENDING, EnumSet.of(ACTIVE, CANCELLED));
        MOVES.put(CANCELLED, EnumSet.of(REFUNDED));
        MOVES.put(REFUNDED, EnumSet.noneOf(SubscriptionState.class));
        MOVES.put(EXPIRED, EnumSet.noneOf(SubscriptionState.class));
    }

    public boolean canBecome(SubscriptionState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether it is the child's one subscription to the product. */
    public boolean isOpen() {
        return this == ACTIVE || this == PAUSED || this == ENDING;
    }
}
