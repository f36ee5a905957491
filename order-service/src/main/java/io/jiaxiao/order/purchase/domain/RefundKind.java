package io.jiaxiao.order.purchase.domain;

/** Why money goes back. */
public enum RefundKind {
    /** The subscription was cancelled. */
    CANCELLATION,
    /** An instalment of a promotion is due. */
    PROMOTION,
    /** An operator gives it above the rules, and the subscription stays as it is. */
    OPERATOR
}
