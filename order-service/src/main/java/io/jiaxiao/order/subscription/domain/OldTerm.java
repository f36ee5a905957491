package io.jiaxiao.order.subscription.domain;

import io.jiaxiao.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an order of the old platform says of a child's subscription (O8).
 *
 * @param purchaseId the order as it is kept here
 * @param orderNo    the old platform's number of it
 * @param then       how it stood there
 * @param from       first day of use
 * @param through    last day of use; of a paused one as it was when the pause began
 * @param pausedOn   last day of use before the pause; null unless paused
 * @param resumesOn  first day of use after it; null unless paused
 * @param endedOn    last day of use of one that ended early; null unless cancelled or refunded
 */
public record OldTerm(
        long purchaseId,
        String orderNo,
        String planCode,
        Money paid,
        Then then,
        Instant paidAt,
        LocalDate boughtOn,
        LocalDate from,
        LocalDate through,
        @Nullable LocalDate pausedOn,
        @Nullable LocalDate resumesOn,
        @Nullable LocalDate endedOn) {

    /** How an order stood on the old platform. */
    public enum Then {
        /** Paid and in use. */
        RUNNING,
        /** Out of use for some days, which will be given back. */
        PAUSED,
        /** Its last day is over. */
        EXPIRED,
        /** Ended early by its owner, without money back. */
        CANCELLED,
        /** Ended early by its owner, with money back. */
        REFUNDED
    }

    /** The days it paid for, as they were on the old platform. */
    Term asItWas() {
        return days(from.minusDays(1), through);
    }

    Term days(LocalDate after, LocalDate last) {
        return new Term(purchaseId, planCode, paid, boughtOn, after, last, 0, last, 0);
    }
}
