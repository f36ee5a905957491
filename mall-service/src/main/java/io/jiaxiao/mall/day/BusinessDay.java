package io.jiaxiao.mall.day;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Days as people in China count them. */
public final class BusinessDay {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private BusinessDay() {}

    public static LocalDate of(Instant moment) {
        return LocalDate.ofInstant(moment, SHANGHAI);
    }

    /** The first moment after the day. */
    public static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(SHANGHAI).toInstant();
    }

    /** The first moment of the day. */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(SHANGHAI).toInstant();
    }
}
