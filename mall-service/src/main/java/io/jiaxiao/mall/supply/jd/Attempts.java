package io.jiaxiao.mall.supply.jd;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When this instance last had to do with a number. An order may still appear for a while after it was sent, so neither
 * "no such order" nor a refusal of a second try is believed before. What is forgotten is only waited for once more.
 */
final class Attempts {

    private static final int MOST = 20_000;

    private final Clock clock;
    private final Duration safeWait;
    private final Map<String, Instant> last = new LinkedHashMap<>();

    Attempts(Clock clock, Duration safeWait) {
        this.clock = clock;
        this.safeWait = safeWait;
    }

    /** Notes that the number is being sent; true when an earlier try may still be open. */
    synchronized boolean begin(String number) {
        Instant before = last.remove(number);
        keep(number);
        return before != null && clock.instant().isBefore(before.plus(safeWait));
    }

    /** Whether "no such order" is final: the safe time is over since we first could tell. */
    synchronized boolean isSettled(String number) {
        Instant since = last.get(number);
        if (since == null) {
            keep(number);
            return safeWait.isZero();
        }
        return !clock.instant().isBefore(since.plus(safeWait));
    }

    private void keep(String number) {
        last.put(number, clock.instant());
        if (last.size() > MOST) {
            last.remove(last.keySet().iterator().next());
        }
    }
}
