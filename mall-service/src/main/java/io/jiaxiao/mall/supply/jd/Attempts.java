package io.jiaxiao.mall.supply.jd;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When this instance last sent a number, and whether that try is over. A sent order may still appear for a while, so the
 * refusal of another try is not believed before. Another instance's try is over by then: the number goes out again only after
 * that one was decided, or denied for the whole of the safe time.
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
        keep(number);
        return before != null
                && before.open()
                && clock.instant().isBefore(before.at().plus(safeWait));
    }

    /** The partner decided: nothing more comes of what was sent. */
    synchronized void decided(String number) {
        Attempt before = last.remove(number);
        last.put(number, new Attempt(before == null ? clock.instant() : before.at(), false));
    }

    private void keep(String number) {
        last.put(number, new Attempt(clock.instant(), true));
        if (last.size() > MOST) {
            last.remove(last.keySet().iterator().next());
        }
    }
}
