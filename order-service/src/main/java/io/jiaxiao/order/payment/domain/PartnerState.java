package io.jiaxiao.order.payment.domain;

/** What the partner has of a payment, as far as anybody told us. */
public enum PartnerState {
    /** It was never asked: there nothing can be paid. */
    NOT_ASKED,
    /** A code was asked for, and nobody knows whether there is one. */
    UNKNOWN,
    /** There is a code to scan; the partner has no trade before somebody does (partners.md 3.4). */
    CODE_SHOWN,
    /** Somebody has scanned it. */
    SCANNED,
    /** Paid there. */
    SUCCESS,
    /** Over there without money, or with all of it returned. */
    CLOSED
}
