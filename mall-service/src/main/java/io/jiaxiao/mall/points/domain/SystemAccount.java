package io.jiaxiao.mall.points.domain;

/** The other side of people's accounts, one of each per product line. Together with people's accounts they sum to zero. */
public enum SystemAccount {
    /** Where earned points come from; below zero. */
    ISSUED,
    /** Where spent points go. */
    REDEEMED,
    /** Where points go whose lot ended. */
    EXPIRED,
    /** Where operators take from and give to. */
    ADJUSTED
}
