package io.jiaxiao.order.purchase.domain;

/** Why money goes back. */
public enum RefundKind {
    /** The subscription was cancelled. */
    CANCELLATION,
    /** An instalment of a promotion is due. */
    PROMOTION
}
