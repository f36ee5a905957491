package io.jiaxiao.risk.time;

import io.jiaxiao.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;

/** Bounds of the times in requests, so that neither the database nor the calendar is asked for what it cannot do. */
public final class AskedTimes {

    /** How far ahead of now a time may be, and the longest span of a search. */
    public static final Duration LONGEST = Duration.ofDays(366);

    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

    private AskedTimes() {}

    /**
     * @param field by which the refusal names it
     * @return the time given
     * @throws io.jiaxiao.kernel.RefusedException 400 before 2020, or more than {@link #LONGEST} from now
     */
    public static Instant inTime(String field, Instant given, Instant now) {
        if (given.isBefore(EARLIEST) || given.isAfter(now.plus(LONGEST))) {
            throw Refusal.invalid("TIME_OUT_OF_RANGE", field + " 不在可查询的时间范围内").asException();
        }
        return given;
    }
}
