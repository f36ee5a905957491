package io.jiaxiao.order.carrier;

import io.jiaxiao.testkit.simulation.MovableClock;
import java.time.Duration;
import org.springframework.context.ApplicationContext;

/** Lets time pass for orders on the carrier's bill, and whatever is due then happen. */
public final class CarrierCalendar {

    private CarrierCalendar() {}

    public static void pass(ApplicationContext context, MovableClock clock, Duration time) {
        clock.advance(time);
        FollowCarrierOrders follow = context.getBean(FollowCarrierOrders.class);
        for (int i = 0; i < 50 && follow.run() > 0; i++) {
            clock.advanceMillis(1);
        }
    }
}
