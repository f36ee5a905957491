package io.jiaxiao.mall.points.earning;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.mall.day.BusinessDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import org.jspecify.annotations.Nullable;

/**
 * What one event of one line is worth.
 *
 * @param title         Chinese name of the event
 * @param points        for one time
 * @param dailyCap      most points a person gets by it on a business day
 * @param validDays     business days a lot lives after the day of its grant; null where the year decides
 * @param validYears    a lot ends with the year of its grant plus so many; null where days decide
 * @param effectiveTill null for no end
 * @param version       changes with every change
 */
public record EarningRule(
        long id,
        ProductLine line,
        String event,
        String title,
        long points,
        long dailyCap,
        @Nullable Integer validDays,
        @Nullable Integer validYears,
        boolean enabled,
        Instant effectiveFrom,
        @Nullable Instant effectiveTill,
        int version) {

    /** When a lot granted on this day ends. */
    Instant endOfALotFrom(LocalDate day) {
        if (validDays != null) {
            return BusinessDay.endOf(day.plusDays(validDays));
        }
        int years = validYears == null ? 0 : validYears;
        return BusinessDay.endOf(MonthDay.of(12, 31).atYear(day.getYear() + years));
    }
}
