package io.jiaxiao.mall.supply.jd;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When this instance last had to do with a number, and whether that try is over. A sent order may still appear for a while,
 * so neither "no such order" nor the refusal of another try is believed before. What is forgotten, or was another
 * instance's, is only waited for once more.
 */
final class Attempts {

    private static final int MOST = 20_000;

    private final Clock clock;
    private final Duration safeWait;
    private final Map<String, Attempt> last = new LinkedHashMap<>();

    /** @param open whether something may still come of it */
    private record Attempt(Instant at, boolean open) {}

    Attempts(Clock clock, Duration safeWait) {
        this.clock = clock;
        this.safeWait = safeWait;
    }

    /** Notes that the number is being sent; true when an earlier try may still be open. */
    synchronized boolean begin(String number) {
        Attempt before = last.remove(number);
        keep(number, true);
        return before != null
                && before.open()
                && clock.instant().isBefore(before.at().plus(safeWait));
    }

    /** The partner decided: nothing more comes of what was sent. */
    synchronized void decided(String number) {
        Attempt before = last.remove(number);
        last.put(number, new Attempt(before == null ? clock.instant() : before.at(), false));
    }

    /** Whether "no such order" is final: the safe time is over since we first could tell. */
    synchronized boolean isSettled(String number) {
        Attempt before = last.get(number);
        if (before == null) {
            keep(number, true);
            return safeWait.isZero();
        }
        return !clock.instant().isBefore(before.at().plus(safeWait));
    }

    private void keep(String number, boolean open) {
        last.put(number, new Attempt(clock.instant(), open));
        if (last.size() > MOST) {
            last.remove(last.keySet().iterator().next());
        }
    }
}
