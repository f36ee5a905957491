package io.jiaxiao.mall.supply.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Believes a word only when it has been said for long enough without another between: "no such order" right after a
 * time-out, or a failure that may still turn. Kept by each instance for itself and not over a restart: forgetting only makes it
 * wait again.
 */
public final class Constancy {

    private static final int MOST = 50_000;

    private final Clock clock;
    private final Duration wait;
    private final Map<String, Instant> since = new LinkedHashMap<>();

    public Constancy(Clock clock, Duration wait) {
        this.clock = clock;
        this.wait = wait;
    }

    /** Whether the word about this number stands by now; true ends its count. */
    public synchronized boolean stands(String number) {
        Instant now = clock.instant();
        Instant first = since.computeIfAbsent(number, unheard -> now);
        if (!now.isBefore(first.plus(wait))) {
            since.remove(number);
            return true;
        }
        if (since.size() > MOST) {
            since.remove(since.keySet().iterator().next());
        }
        return false;
    }

    /** Another word was said, or the order was sent again: the count starts anew. */
    public synchronized void broken(String number) {
        since.remove(number);
    }
}
