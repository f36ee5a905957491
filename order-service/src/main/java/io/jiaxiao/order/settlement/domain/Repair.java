package io.jiaxiao.order.settlement.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the platform may do by itself about a difference: only what would have been done had the partner told us in time. */
public sealed interface Repair {

    /** Nothing: a person decides. */
    record None() implements Repair {}

    /** Ask the partner about the payment and believe its answer. */
    record AskPayment(String paymentId) implements Repair {}

    /** Have the refund asked about, under its one number. */
    record AskRefund(String refundId) implements Repair {}

    /** Ask the carrier about the order, or have it ended once more under its number. */
    record AskOrder(String carrierOrderId) implements Repair {}

    /**
     * Take the end the carrier has on its list.
     *
     * @param end null for now
     */
    record TakeEnd(String carrierOrderId, @Nullable Instant end) implements Repair {}

    Repair NONE = new None();

    default boolean isPossible() {
        return !(this instanceof None);
    }
}
