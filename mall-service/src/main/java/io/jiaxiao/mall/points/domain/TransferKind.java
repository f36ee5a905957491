package io.jiaxiao.mall.points.domain;

/** From which account to which points go. */
public enum TransferKind {
    /** Issued to available. */
    GRANT,
    /** Available to held. */
    HOLD,
    /** Held to redeemed. */
    POST,
    /** Held to available. */
    RELEASE,
    /** Redeemed to available. */
    REVERSE,
    /** Available to expired. */
    EXPIRE,
    /** Adjusted to available. */
    CREDIT,
    /** Available to adjusted. */
    DEBIT
}
