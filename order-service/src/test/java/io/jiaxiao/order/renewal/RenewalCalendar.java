package io.jiaxiao.order.renewal;

import org.springframework.context.ApplicationContext;

/** Lets a test of another feature have renewals carried on. */
public final class RenewalCalendar {

    private RenewalCalendar() {}

    /** Everything that is open, as far as it goes now. */
    public static void turn(ApplicationContext context) {
        context.getBean(RunRenewals.class).run();
    }
}
