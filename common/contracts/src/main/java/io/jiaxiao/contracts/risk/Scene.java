package io.jiaxiao.contracts.risk;

/** What is about to happen. Rules belong to one scene. */
public enum Scene {
    REDEMPTION,
    SUBSCRIPTION,
    SIGN_IN,
    COUPON
}
