package io.jiaxiao.order.purchase.domain;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a purchase is. The table below is the whole truth about its moves; every update names the state it leaves. */
public enum PurchaseState {
    /** Made; no money has come in. */
    AWAITING_PAYMENT,
    /** Paid, and the child has what was paid for. Instalments of a promotion may come back in this state. */
    PAID,
    /** Cancelled after payment: money is on its way back. */
    REFUNDING,
    /** What a cancellation gives back has arrived. An end. */
    REFUNDED,
    /** Settled outside, and taken back there and here before a day of it was used. An end. */
    TAKEN_BACK,
    /** Never paid for: cancelled, or its time was over. Money that still comes in goes back. An end. */
    CLOSED;

    private static final Map<PurchaseState, Set<PurchaseState>> MOVES = new EnumMap<>(PurchaseState.class);

    static {
        MOVES.put(AWAITING_PAYMENT, EnumSet.of(PAID, CLOSED));
        MOVES.put(PAID, EnumSet.of(REFUNDING, TAKEN_BACK));
        MOVES.put(REFUNDING, EnumSet.of(REFUNDED));
        MOVES.put(REFUNDED, EnumSet.noneOf(PurchaseState.class));
        MOVES.put(TAKEN_BACK, EnumSet.noneOf(PurchaseState.class));
        MOVES.put(CLOSED, EnumSet.noneOf(PurchaseState.class));
    }

    public boolean canBecome(PurchaseState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }
}
