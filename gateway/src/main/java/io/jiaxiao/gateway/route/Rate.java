package io.jiaxiao.gateway.route;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/**
 * So many requests in a period, refilled evenly; a caller that was quiet may send all of them at once.
 *
 * @param count  at least 1
 * @param period at least a millisecond per request
 */
public record Rate(long count, Duration period) {

    public Rate {
        if (count < 1 || period.toMillis() < 1 || microsBetween(count, period) < 1) {
            throw new IllegalArgumentException(
                    "a rate is at least 1 request, at most 1 per microsecond, not " + count + " in " + period);
        }
    }

    /** Reads {@code 20/1m}, {@code 100/10s}. */
    public static Rate of(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("a rate is written like 20/1m, not '" + text + "'");
        }
        return new Rate(
                Long.parseLong(text.substring(0, slash).strip()),
                DurationStyle.detectAndParse(text.substring(slash + 1).strip()));
    }

    /** Microseconds until one more request is earned. */
    public long microsBetween() {
        return microsBetween(count, period);
    }

    private static long microsBetween(long count, Duration period) {
        return period.toNanos() / 1_000 / count;
    }

    @Override
    public String toString() {
        return count + "/" + period;
    }
}
