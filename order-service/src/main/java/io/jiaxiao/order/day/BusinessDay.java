package io.jiaxiao.order.day;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Days as the business counts them: in Asia/Shanghai, wherever a server stands. */
public final class BusinessDay {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private BusinessDay() {}

    public static LocalDate of(Instant at) {
        return LocalDate.ofInstant(at, ZONE);
    }

    /** The moment a clock on the wall shows that time. */
    public static Instant at(LocalDateTime time) {
        return time.atZone(ZONE).toInstant();
    }

    /** The first moment of the day. */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
