package io.jiaxiao.order.migration.domain;

/** How an old order was paid there. */
public enum OldChannel {
    ALIPAY,
    CARRIER,
    OUTSIDE
}
