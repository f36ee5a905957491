package io.jiaxiao.order.carrier.domain;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where an order on the carrier's bill is. */
public enum CarrierState {
    /** Wanted; no code that is good for anything is out. */
    WANTED,
    /** A code is on the phone. */
    CODE_SENT,
    /** The code was sent in; the carrier may have the order or not. Only its own word moves it. */
    CONFIRMING,
    /** The carrier has it and has not decided. */
    ACCEPTED,
    /** It runs. */
    ACTIVE,
    /** It runs, but the number is suspended. */
    PAUSED,
    /** It runs, and is to be ended; the carrier may know that or not. */
    LEAVING,
    /** It runs no more, or to a day the carrier has named. An end. */
    ENDED,
    /** Refused for good. An end. */
    FAILED;

    private static final Map<CarrierState, Set<CarrierState>> MOVES = new EnumMap<>(CarrierState.class);

    static {
        MOVES.put(WANTED, EnumSet.of(CODE_SENT, FAILED));
        // WANTED: the code is dead. CODE_SENT again: another code.
        MOVES.put(CODE_SENT, EnumSet.of(CODE_SENT, WANTED, CONFIRMING, FAILED));
        // CODE_SENT: a wrong code. WANTED: the carrier knows of no such order.
        MOVES.put(CONFIRMING, EnumSet.of(CODE_SENT, WANTED, ACCEPTED, ACTIVE, FAILED));
        MOVES.put(ACCEPTED, EnumSet.of(ACTIVE, FAILED));
        MOVES.put(ACTIVE, EnumSet.of(PAUSED, LEAVING, ENDED));
        MOVES.put(PAUSED, EnumSet.of(ACTIVE, LEAVING, ENDED));
        MOVES.put(LEAVING, EnumSet.of(ENDED));
        MOVES.put(ENDED, EnumSet.noneOf(CarrierState.class));
        MOVES.put(FAILED, EnumSet.noneOf(CarrierState.class));
    }

    public boolean isOver() {
        return this == ENDED || this == FAILED;
    }

    /** No code was sent in yet: the carrier cannot have it. */
    public boolean awaitsCode() {
        return this == WANTED || this == CODE_SENT;
    }

    public boolean canBecome(CarrierState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }
}
