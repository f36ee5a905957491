package io.jiaxiao.order.trouble.domain;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** How far people are with it. What is noticed again after it was resolved is open again. */
public enum TroubleState {
    OPEN,
    /** Somebody looks after it. */
    ACKNOWLEDGED,
    RESOLVED;

    private static final Map<TroubleState, Set<TroubleState>> MOVES = new EnumMap<>(TroubleState.class);

    static {
        MOVES.put(OPEN, EnumSet.of(ACKNOWLEDGED, RESOLVED));
        MOVES.put(ACKNOWLEDGED, EnumSet.of(RESOLVED));
        MOVES.put(RESOLVED, EnumSet.of(OPEN));
    }

    public boolean canBecome(TroubleState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }
}
