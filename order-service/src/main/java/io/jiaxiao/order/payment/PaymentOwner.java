package io.jiaxiao.order.payment;

import io.jiaxiao.kernel.Money;
import java.time.Instant;

/**
 * Whoever a payment is for. Each method is called in the transaction that decides the payment, at most once per decision; what
 * it throws undoes the decision, which is then tried again.
 */
public interface PaymentOwner {

    /** What becomes of money that has come in. */
    enum Reception {
        /** It paid for something: keep it. */
        TAKEN,
        /** Nothing waits for it any more (cancelled, closed, paid twice): all of it goes back by itself. */
        NOT_WANTED
    }

    /** Money has come in, verified. */
    Reception paid(String orderId, String paymentId, Money amount, Instant paidAt);

    /**
     * Another sum than was asked for has come in, and an operator has decided about it.
     *
     * @param received what came in
     * @param accepted whether it counts as the price from now on; otherwise it goes back, and nothing waits for it any more
     */
    Reception settledOddly(String orderId, String paymentId, Money received, boolean accepted, Instant paidAt);

    /** The payment can never be paid any more: closed at the partner, or its time is over there. */
    void closed(String orderId, String paymentId, Instant at);

    /** A refund asked for by the owner has reached the payer. */
    void refunded(String orderId, String refundId, Money amount, Instant at);
}
