package io.jiaxiao.order.settlement.domain;

/** Whose file of a day is compared. */
public enum Channel {
    /** Money that came in and went back (partners.md 3.7). */
    ALIPAY,
    /** Orders on the carrier's bill and their ends; no money of ours (partners.md 8.2). */
    CARRIER
}
