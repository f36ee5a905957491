package io.jiaxiao.order.subscription.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** How many days a pause takes. */
public final class Pause {

    private Pause() {}

    /**
     * Neither the last day before nor the first after it is lost.
     *
     * @param pausedOn  last day of use
     * @param resumedOn first day of use again, not before it
     */
    public static int lostDays(LocalDate pausedOn, LocalDate resumedOn) {
        return (int) Math.max(0, ChronoUnit.DAYS.between(pausedOn, resumedOn) - 1);
    }
}
