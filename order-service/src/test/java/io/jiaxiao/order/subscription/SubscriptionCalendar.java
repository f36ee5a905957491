package io.jiaxiao.order.subscription;

import org.springframework.context.ApplicationContext;

/** Lets a test of another feature turn the calendar. */
public final class SubscriptionCalendar {

    private SubscriptionCalendar() {}

    /** One round of the sweep. */
    public static void turn(ApplicationContext context) {
        context.getBean(SweepSubscriptions.class).run();
    }
}
