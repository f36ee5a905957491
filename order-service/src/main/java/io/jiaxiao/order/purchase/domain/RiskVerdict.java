package io.jiaxiao.order.purchase.domain;

/** What risk said before the purchase was made. */
public enum RiskVerdict {
    PASSED,
    /** Goes on; a person looks at it later. */
    REVIEW,
    /** Risk did not answer: our own limits decided, and a person looks at it later. */
    DEGRADED
}
