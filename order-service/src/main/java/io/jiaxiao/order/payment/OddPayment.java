package io.jiaxiao.order.payment;

import io.jiaxiao.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment for which another sum came in than was asked for.
 *
 * @param received what the partner has
 * @param paidAt   when it came in, by the partner's word
 * @param found    when it was noticed
 * @param decision what an operator decided; null while nobody has
 */
public record OddPayment(
        String paymentId,
        String orderId,
        Money asked,
        Money received,
        String tradeNo,
        Instant paidAt,
        Instant found,
        @Nullable Decision decision) {

    /** What becomes of it. */
    public enum Decision {
        /** All of it goes back, and its purchase is closed. */
        RETURN,
        /** It counts as the price: its purchase costs what came in, and no more than that ever goes back. */
        ACCEPT
    }
}
