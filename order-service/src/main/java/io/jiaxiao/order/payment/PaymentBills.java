package io.jiaxiao.order.payment;

import io.jiaxiao.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The partner's own books of a day, to compare ours with (partners.md 3.7). */
public interface PaymentBills {

    /**
     * One movement of money at the partner.
     *
     * @param paymentId our number; of a refund too
     * @param refundId  our number of the refund; empty when money came in
     * @param amount    above zero when it came in, below when it went back
     */
    record Line(String tradeNo, String paymentId, String refundId, Money amount, Instant at) {}

    /** What came of asking for a bill. */
    sealed interface OfDay {
        /** @param lines as the partner lists them; their sums agree with the bill's own */
        record Bill(List<Line> lines) implements OfDay {}

        /** There is none: not yet, or nothing happened that day. */
        record None() implements OfDay {}

        /** The partner does not answer, or what it gave cannot be read; ask again later. */
        record Unavailable(String code) implements OfDay {}
    }

    /** @param day in Asia/Shanghai, by the end of each movement; ready the next morning at about nine */
    OfDay of(LocalDate day);
}
