package io.jiaxiao.order.payment.alipay;

import io.jiaxiao.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a call that says it is Alipay's notify turned out to be. */
public sealed interface Notify {

    /**
     * Signed by Alipay and about us; whether it fits our books is not yet known.
     *
     * @param number   our number of the payment
     * @param tradeNo  Alipay's
     * @param outBizNo our number of the refund it tells of; empty when it tells of none
     * @param paidAt   null when nothing was paid
     */
    record Genuine(
            String number,
            String tradeNo,
            String status,
            String outBizNo,
            String notifyId,
            Money amount,
            @Nullable Instant paidAt)
            implements Notify {}

    record Bad(Fault fault) implements Notify {}

    /** What is wrong with it. */
    enum Fault {
        /** From an address Alipay does not have. */
        SOURCE,
        /** Not what Alipay sends at all. */
        MALFORMED,
        /** Not Alipay's signature. */
        FORGED,
        /** Signed, but for another application. */
        OTHER_APP,
        /** Signed, but the money is for another seller. */
        OTHER_SELLER,
        /** Signed, but the payment is none of ours. */
        NO_SUCH_PAYMENT,
        /** Signed, but another amount than was asked. */
        AMOUNT_DIFFERS
    }
}
