package io.jiaxiao.order.settlement.domain;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** How far a day of a channel is. A day that was compared may be compared again at any time. */
public enum SettlementState {
    /** The file is not there yet. */
    WAITING,
    /** Something differs that the platform puts right by itself; it is looked at again soon. */
    REPAIRING,
    /** Both books say the same. */
    AGREED,
    /** What differs is for people. */
    DIFFERS;

    private static final Map<SettlementState, Set<SettlementState>> MOVES = new EnumMap<>(SettlementState.class);

    static {
        Set<SettlementState> compared = EnumSet.of(REPAIRING, AGREED, DIFFERS);
        MOVES.put(WAITING, compared);
        MOVES.put(REPAIRING, compared);
        MOVES.put(AGREED, compared);
        MOVES.put(DIFFERS, compared);
    }

    public boolean canBecome(SettlementState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }
}
