package io.jiaxiao.order.catalogue.domain;

import java.time.LocalDate;

/** How long a plan lasts. */
public sealed interface PlanLength {

    /** Calendar months, 1 to 36. */
    record Months(int months) implements PlanLength {}

    /** Until the last day of a school term, that day included. */
    record UntilTermEnd(LocalDate lastDay) implements PlanLength {}
}
