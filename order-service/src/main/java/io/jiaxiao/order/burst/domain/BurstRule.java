package io.jiaxiao.order.burst.domain;

import java.time.Duration;

/**
 * When a number of cancellations in one school is a burst: by an absolute minimum and by the school's own usual figure.
 *
 * @param window   over which they are counted
 * @param lookBack over which the usual figure is taken; at least a window
 */
public record BurstRule(Duration window, Duration lookBack, int minimum, int factor) {

    public BurstRule {
        if (window.isNegative() || window.isZero() || lookBack.compareTo(window) < 0 || minimum < 1 || factor < 1) {
            throw new IllegalArgumentException("no rule: " + window + ", " + lookBack + ", " + minimum + ", " + factor);
        }
    }

    /** What a window has on average. @param before within {@code lookBack}, up to the window */
    public double usual(int before) {
        return before * (double) window.toMillis() / lookBack.toMillis();
    }

    /** As many in a window, or more, are a burst. */
    public int threshold(double usual) {
        return Math.max(minimum, (int) Math.ceil(usual * factor));
    }

    /** A burst lasts until its window has fewer than half of what began it, so that one that dithers is told once. */
    public static boolean lasts(int count, int threshold) {
        return 2 * count >= threshold;
    }
}
