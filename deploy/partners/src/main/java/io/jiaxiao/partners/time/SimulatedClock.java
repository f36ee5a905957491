package io.jiaxiao.partners.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * The partners' own time. It starts at the machine's time and runs {@code scale} times as fast; changing the scale
 * never makes it jump. Its zone is Beijing time, which is what partners write into their timestamps.
 */
public final class SimulatedClock extends Clock {

    /** Beijing time: the zone of every timestamp a partner sends without naming a zone. */
    public static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** The fastest rate offered, in simulated seconds per second. */
    public static final double FASTEST = 1000;

    private final LongSupplier nanos;
    private final List<Runnable> whenChanged = new CopyOnWriteArrayList<>();
    private volatile Rate rate;

    private record Rate(Instant since, long sinceNanos, double scale) {
        Instant at(long nanos) {
            return since.plusNanos((long) ((nanos - sinceNanos) * scale));
        }
    }

    /** Starts now, at the given scale. */
    public SimulatedClock(double scale) {
        this(Instant.now(), System::nanoTime, scale);
    }

    SimulatedClock(Instant start, LongSupplier nanos, double scale) {
        this.nanos = nanos;
        this.rate = new Rate(start, nanos.getAsLong(), checked(scale));
    }

    /** Whether a scale can be set: above 0, at most {@link #FASTEST}. */
    public static boolean isPossible(double scale) {
        return scale > 0 && scale <= FASTEST;
    }

    @Override
    public Instant instant() {
        return rate.at(nanos.getAsLong());
    }

    /** Simulated seconds per real second. */
    public double scale() {
        return rate.scale();
    }

    /**
     * Changes the rate from now on.
     *
     * @throws IllegalArgumentException when the scale is not {@link #isPossible possible}
     */
    public synchronized void setScale(double scale) {
        long now = nanos.getAsLong();
        rate = new Rate(rate.at(now), now, checked(scale));
        whenChanged.forEach(Runnable::run);
    }

    /** How long to wait in real time until the simulated moment; never negative. */
    Duration realTimeUntil(Instant due) {
        Rate current = rate;
        Duration simulated = Duration.between(current.at(nanos.getAsLong()), due);
        if (simulated.isNegative()) {
            return Duration.ZERO;
        }
        // One nanosecond more, so that rounding never wakes a waiter just before its moment.
        return Duration.ofNanos((long) Math.min(simulated.toNanos() / current.scale(), Long.MAX_VALUE / 2.0) + 1);
    }

    void onChange(Runnable listener) {
        whenChanged.add(listener);
    }

    @Override
    public ZoneId getZone() {
        return CHINA;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        SimulatedClock outer = this;
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return outer.withZone(other);
            }

            @Override
            public Instant instant() {
                return outer.instant();
            }
        };
    }

    private static double checked(double scale) {
        if (!isPossible(scale)) {
            throw new IllegalArgumentException("clock scale must be above 0 and at most " + FASTEST + ": " + scale);
        }
        return scale;
    }
}
