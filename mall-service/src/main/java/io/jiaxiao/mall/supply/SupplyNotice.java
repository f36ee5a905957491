package io.jiaxiao.mall.supply;

/**
 * A partner says that an order has changed. A notice is a hint, not the truth: an end it claims is confirmed by {@link
 * SupplyChannel#query} wherever the channel can be asked.
 *
 * @param channel       name of the channel
 * @param number        our number; empty when the partner told only its own
 * @param partnerNumber the partner's number; empty when it gave none
 * @param kind          what it says
 * @param code          the partner's code for it
 */
public record SupplyNotice(String channel, String number, String partnerNumber, Kind kind, String code) {

    /** What a notice can say. */
    public enum Kind {
        /** Something about the order changed: split, shipped, paid. */
        CHANGED,
        FULFILLED,
        FAILED,
        /** Cancelled by the partner, or a reservation that ended. */
        CANCELLED,
        REFUSED_BY_RECEIVER,
        /** A success that was taken back. */
        REVERSED
    }
}
