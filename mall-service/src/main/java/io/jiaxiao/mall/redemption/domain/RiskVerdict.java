package io.jiaxiao.mall.redemption.domain;

/** How an order came past risk. */
public enum RiskVerdict {
    PASSED,
    /** A person had to look before it went to a channel. */
    REVIEW,
    /** The risk service was away: our own limits decided, a person looks later. */
    DEGRADED
}
