package io.jiaxiao.order.purchase.domain;

/** What risk said before the purchase was made. */
public enum RiskVerdict {
    PASSED,
    /** Goes on like any other; an operator looks at it later, and a refund undoes it. */
    REVIEW,
    /** Risk did not answer: our own limits decided, and an operator looks at it later. */
    DEGRADED
}
