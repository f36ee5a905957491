package io.jiaxiao.order.payment.domain;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a payment is by our books. */
public enum PaymentState {
    /** It may still be paid. */
    WAITING,
    /** Its money is in. An end: what goes back are refunds. */
    PAID,
    /** Nobody is to pay it any more. Money that comes all the same is taken in, for it must go back. */
    CLOSED;

    private static final Map<PaymentState, Set<PaymentState>> MOVES = new EnumMap<>(PaymentState.class);

    static {
        MOVES.put(WAITING, EnumSet.of(PAID, CLOSED));
        MOVES.put(PAID, EnumSet.noneOf(PaymentState.class));
        // A code once shown can be scanned until its own time is over, whatever was closed (partners.md 3.8).
        MOVES.put(CLOSED, EnumSet.of(PAID));
    }

    public boolean canBecome(PaymentState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }
}
