package io.jiaxiao.order.payment.domain;

import io.jiaxiao.kernel.Money;

/**
 * A refund as it is stored.
 *
 * @param id        also the partner's {@code out_request_no}
 * @param automatic of money nobody wanted: its owner is not told
 * @param tries     how often the partner was called for it, questions included
 */
public record Refund(
        long id, long paymentId, Money amount, String reason, boolean automatic, RefundState state, int tries) {

    public String number() {
        return Long.toString(id);
    }
}
