package io.jiaxiao.order.renewal.domain;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a renewal is. The table below is the whole truth about its moves; every update names the state it leaves. */
public enum RenewalState {
    /** Its children are being listed. */
    LISTING,
    /** All children are listed; they are renewed chunk by chunk. */
    RUNNING,
    /** Each row has its result. An end. */
    DONE,
    /** An operator ended it; what was renewed by then stays renewed. An end. */
    CANCELLED;

    private static final Map<RenewalState, Set<RenewalState>> MOVES = new EnumMap<>(RenewalState.class);

    static {
        MOVES.put(LISTING, EnumSet.of(RUNNING, CANCELLED));
        MOVES.put(RUNNING, EnumSet.of(DONE, CANCELLED));
        MOVES.put(DONE, EnumSet.noneOf(RenewalState.class));
        MOVES.put(CANCELLED, EnumSet.noneOf(RenewalState.class));
    }

    public boolean canBecome(RenewalState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    public boolean isOpen() {
        return this == LISTING || this == RUNNING;
    }
}
