package io.jiaxiao.order.payment.domain;

import java.time.Duration;

/** How long to wait before the partner is asked again: often while a payer stands before the code, then ever more rarely. */
public final class Patience {

    private static final Duration OPEN_PAGE = Duration.ofSeconds(4);
    private static final int LOOKS_OF_AN_OPEN_PAGE = 15;
    private static final Duration SLOW = Duration.ofSeconds(15);
    private static final int SLOW_LOOKS = 40;
    private static final Duration RARE = Duration.ofMinutes(1);
    private static final Duration FIRST_REFUND = Duration.ofSeconds(2);
    private static final Duration LONGEST_REFUND = Duration.ofMinutes(10);

    private Patience() {}

    /** Before the next question about a payment that waits (partners.md 3.8). */
    public static Duration forPayment(int looks) {
        if (looks < LOOKS_OF_AN_OPEN_PAGE) {
            return OPEN_PAGE;
        }
        return looks < SLOW_LOOKS ? SLOW : RARE;
    }

    /** Before the next call about a refund: doubling, at most ten minutes. */
    public static Duration forRefund(int tries) {
        Duration wait = FIRST_REFUND.multipliedBy(1L << Math.min(Math.max(tries, 0), 12));
        return wait.compareTo(LONGEST_REFUND) > 0 ? LONGEST_REFUND : wait;
    }
}
