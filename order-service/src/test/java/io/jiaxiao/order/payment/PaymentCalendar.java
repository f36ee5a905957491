package io.jiaxiao.order.payment;

import io.jiaxiao.testkit.simulation.MovableClock;
import java.time.Duration;
import org.springframework.context.ApplicationContext;

/** Lets a test of another feature do what is due about payments. */
public final class PaymentCalendar {

    private static final int MOST = 200;

    private PaymentCalendar() {}

    /** So much later, everything due by then included. */
    public static void pass(ApplicationContext context, MovableClock clock, Duration time) {
        clock.advance(time);
        PaymentRound round = context.getBean(PaymentRound.class);
        for (int i = 0; i < MOST && round.run() > 0; i++) {
            clock.advanceMillis(1);
        }
    }
}
