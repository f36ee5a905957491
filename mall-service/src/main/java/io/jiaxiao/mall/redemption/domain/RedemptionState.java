package io.jiaxiao.mall.redemption.domain;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where an order is. The table below is the whole truth about its moves; every update names the state it leaves. */
public enum RedemptionState {
    /** Risk wants a person to look first. Points are held, no channel knows of it. */
    REVIEW,
    /** Points are held; for certain no channel has it under its present number. */
    ACCEPTED,
    /** A worker may be calling the channel right now, or has died over it. */
    ORDERING,
    /** The channel was asked and nobody knows what it did. Only its own word moves it; never refunded, never re-routed. */
    UNKNOWN,
    /** The channel has it. */
    PLACED,
    /** At least one parcel is on its way. */
    SHIPPED,
    /** For certain not supplied, now or later; an operator chooses between another number and a refund. */
    REFUSED,
    /** Not supplied, and decided: the hold is to be released. */
    REFUNDING,
    /** The points are back. An end. */
    REFUNDED,
    /** The person has it: the hold is to be posted. */
    SUPPLIED,
    /** The points are spent. An end, but for what comes back later. */
    FULFILLED,
    /** All of it was sent back and the points returned. An end. */
    RETURNED,
    /** The channel took its success back and the points returned. An end. */
    REVERSED;

    private static final Map<RedemptionState, Set<RedemptionState>> MOVES = new EnumMap<>(RedemptionState.class);

    static {
        MOVES.put(REVIEW, EnumSet.of(ACCEPTED, REFUNDING));
        // PLACED: the answer of a call long given up as lost, after the channel denied the number.
        MOVES.put(ACCEPTED, EnumSet.of(ORDERING, PLACED, REFUSED, REFUNDING));
        MOVES.put(ORDERING, EnumSet.of(ACCEPTED, UNKNOWN, PLACED, REFUSED, REFUNDING));
        // ACCEPTED only when the channel knows no such number after its safe time: the same number is sent again.
        MOVES.put(UNKNOWN, EnumSet.of(ACCEPTED, PLACED, SHIPPED, SUPPLIED, REFUSED, REFUNDING));
        MOVES.put(PLACED, EnumSet.of(SHIPPED, SUPPLIED, REFUSED, REFUNDING));
        // REFUNDING: the receiver would not take it.
        MOVES.put(SHIPPED, EnumSet.of(SUPPLIED, REFUSED, REFUNDING));
        MOVES.put(REFUSED, EnumSet.of(ACCEPTED, REFUNDING));
        MOVES.put(REFUNDING, EnumSet.of(REFUNDED));
        MOVES.put(REFUNDED, EnumSet.noneOf(RedemptionState.class));
        MOVES.put(SUPPLIED, EnumSet.of(FULFILLED));
        MOVES.put(FULFILLED, EnumSet.of(RETURNED, REVERSED));
        MOVES.put(RETURNED, EnumSet.noneOf(RedemptionState.class));
        MOVES.put(REVERSED, EnumSet.noneOf(RedemptionState.class));
    }

    public boolean canBecome(RedemptionState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether the order's points are still held: neither spent nor given back. */
    public boolean holdsPoints() {
        return this != REFUNDED && this != FULFILLED && this != RETURNED && this != REVERSED;
    }

    /** Whether the channel may have the order under its present number, so that it is worth asking. */
    public boolean isAtChannel() {
        return this == UNKNOWN || this == PLACED || this == SHIPPED;
    }

    /** Whether the ledger has to be told. */
    public boolean isSettling() {
        return this == REFUNDING || this == SUPPLIED;
    }
}
