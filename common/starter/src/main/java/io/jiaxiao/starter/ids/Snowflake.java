package io.jiaxiao.starter.ids;

import java.time.Clock;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Packs ids. Time and sequence are one counter that follows the clock when it moves on, and simply counts when it stands
 * still, jumps back, or 4,096 ids of a millisecond are used up: then it borrows from the milliseconds to come. The
 * lease's ceiling bounds what can be borrowed.
 */
final class Snowflake {

    static final long EPOCH_MS = 1_704_067_200_000L;
    static final int SEQUENCE_BITS = 12;
    static final int MS_SHIFT = 22;
    static final int WORKERS = 1024;

    private static final long SEQUENCE_MASK = (1L << SEQUENCE_BITS) - 1;
    private static final long CLOSED = Long.MAX_VALUE;

    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    Snowflake(Clock clock) {
        this.clock = clock;
    }

    /** The next id under a valid lease, empty if the lease's stretch of time is used up or after {@link #close}. */
    OptionalLong next(WorkerLease lease) {
        while (true) {
            long before = last.get();
            if (before == CLOSED) {
                return OptionalLong.empty();
            }
            long ms = Math.max(clock.millis(), lease.floorMs() + 1) - EPOCH_MS;
            long candidate = Math.max(before + 1, ms << SEQUENCE_BITS);
            if (candidate >>> SEQUENCE_BITS > lease.ceilingMs() - EPOCH_MS) {
                return OptionalLong.empty();
            }
            if (last.compareAndSet(before, candidate)) {
                return OptionalLong.of((candidate >>> SEQUENCE_BITS) << MS_SHIFT
                        | (long) lease.worker() << SEQUENCE_BITS
                        | candidate & SEQUENCE_MASK);
            }
        }
    }

    /** The latest millisecond since 1970 an id was made for. */
    long lastMs() {
        return EPOCH_MS + (last.get() >>> SEQUENCE_BITS);
    }

    /** Ends this maker; every id it ever made, also by threads in the middle of it, lies at or below the answer. */
    long close() {
        return EPOCH_MS + (last.getAndSet(CLOSED) >>> SEQUENCE_BITS);
    }
}
