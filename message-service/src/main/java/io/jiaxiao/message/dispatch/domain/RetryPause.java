package io.jiaxiao.message.dispatch.domain;

import io.jiaxiao.contracts.message.Lane;
import java.time.Duration;

/** How long to wait before the next try: doubling, and bounded so that a code is still of use and a line not flooded. */
public final class RetryPause {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST_FOR_CODES = Duration.ofSeconds(8);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration AFTER_ALARM = Duration.ofSeconds(30);
    private static final Duration LONGEST_AFTER_ALARM = Duration.ofMinutes(10);

    private RetryPause() {}

    /**
     * @param attempt    number of the attempt just refused, from 1
     * @param afterAlarm whether a person has to put something right first
     */
    public static Duration after(int attempt, Lane lane, boolean afterAlarm) {
        if (lane == Lane.CODE) {
            return doubled(FIRST, attempt, LONGEST_FOR_CODES);
        }
        return afterAlarm ? doubled(AFTER_ALARM, attempt, LONGEST_AFTER_ALARM) : doubled(FIRST, attempt, LONGEST);
    }

    private static Duration doubled(Duration first, int attempt, Duration longest) {
        Duration pause = first.multipliedBy(1L << Math.min(Math.max(attempt - 1, 0), 20));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
