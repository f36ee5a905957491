package io.jiaxiao.order.payment;

import io.jiaxiao.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money of a payment as our books have it.
 *
 * @param refundId empty for the money that came in
 * @param amount   above zero when it came in, below when it went back
 * @param state    of the payment or the refund, for people
 * @param done     whether the money has moved by our books
 * @param at       when, as far as we know: by the partner's word for money in, by ours for money back; null before
 */
public record BookedMovement(
        String paymentId, String refundId, Money amount, String state, boolean done, @Nullable Instant at) {}
