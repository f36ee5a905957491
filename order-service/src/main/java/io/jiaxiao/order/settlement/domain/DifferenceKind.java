package io.jiaxiao.order.settlement.domain;

/** How two books can differ about one thing. */
public enum DifferenceKind {
    /** The partner has it and we do not know it. */
    THEIRS_ONLY,
    /** We have it done and the partner's file says nothing of it. */
    OURS_ONLY,
    /** Another sum came in than ours. */
    AMOUNT_DIFFERS,
    /** Done there and not here, or the other way round. */
    STATE_DIFFERS,
    /** Another sum went back than ours, or of another payment. */
    REFUND_DIFFERS,
    /** An order ended at the carrier, which never told us. */
    END_MISSED
}
