package io.jiaxiao.order.payment.domain;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a refund is. Its number never changes, so sending it again can never pay twice (partners.md 3.5). */
public enum RefundState {
    /** To be sent; for certain it did not happen under its number. */
    WANTED,
    /** A worker may be calling the partner right now, or has died over it. */
    SENT,
    /** The partner was asked and nobody knows what it did. Only its own word moves it. */
    UNKNOWN,
    /** The money has gone to the payer. An end. */
    DONE,
    /** The partner will not do it. An end, unless people have it tried again, or send the money by another way. */
    FAILED,
    /** The money went to the payer by another way, as two operators say; the partner has moved nothing. An end. */
    SETTLED;

    private static final Map<RefundState, Set<RefundState>> MOVES = new EnumMap<>(RefundState.class);

    static {
        MOVES.put(WANTED, EnumSet.of(SENT));
        // WANTED again: refused for now, such as for want of balance, or never let through to the partner.
        MOVES.put(SENT, EnumSet.of(WANTED, UNKNOWN, DONE, FAILED));
        // WANTED only when the partner knows no such refund.
        MOVES.put(UNKNOWN, EnumSet.of(WANTED, DONE));
        MOVES.put(DONE, EnumSet.noneOf(RefundState.class));
        MOVES.put(FAILED, EnumSet.of(WANTED, SETTLED));
        MOVES.put(SETTLED, EnumSet.noneOf(RefundState.class));
    }

    public boolean canBecome(RefundState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }
}
