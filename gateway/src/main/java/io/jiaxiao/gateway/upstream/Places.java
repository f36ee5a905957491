package io.jiaxiao.gateway.upstream;

import io.jiaxiao.gateway.route.ServiceSettings;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many requests a service works on at once (G3). One that is asked for more than it can do gets slower for everybody until
 * nobody waits for its answers any more. So while more than half of them are late, only as many requests are let in as were
 * answered in the time an answer may take; when they are in time again, there are more places again. Half, because a few routes
 * that wait for a slow partner say nothing of the others.
 */
final class Places {

    private static final long WINDOW = Duration.ofMillis(500).toNanos();
    private static final int LEAST_SEEN = 20;
    private static final int LEAST = 32;
    private static final double SHARE_OF_THE_TIME = 0.75;

    private final LongSupplier nanoTime;
    private volatile int places = Integer.MAX_VALUE;
    private long since;
    private int answered;
    private int late;
    private int lost;

    Places(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    int now(ServiceSettings settings) {
        return Math.min(places, settings.maxConcurrent());
    }

    /** @param nanos until the service began to answer */
    synchronized void answered(long nanos, ServiceSettings settings) {
        answered++;
        if (nanos > settings.busyFrom().toNanos()) {
            late++;
        }
        judge(settings);
    }

    /** No answer came, or none in time. */
    synchronized void lost(ServiceSettings settings) {
        lost++;
        judge(settings);
    }

    private void judge(ServiceSettings settings) {
        long time = nanoTime.getAsLong() - since;
        if (time < WINDOW || answered + lost < LEAST_SEEN) {
            return;
        }
        int present = now(settings);
        int least = Math.min(LEAST, settings.maxConcurrent());
        if ((late + lost) * 2 > answered + lost) {
            double inTime = (double) answered * settings.busyFrom().toNanos() / time * SHARE_OF_THE_TIME;
            places = Math.max(least, Math.min(present, (int) inTime));
        } else {
            places = Math.min(settings.maxConcurrent(), present + Math.max(4, present / 8));
        }
        since += time;
        answered = 0;
        late = 0;
        lost = 0;
    }
}
