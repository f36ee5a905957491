package io.jiaxiao.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.gateway.route.ServiceSettings;
import io.jiaxiao.gateway.route.ServiceSettings.Breaker;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/** A service that does twenty-five requests a second, one after another, is sent fifty for two minutes of simulated time (G3). */
class OverloadTest {

    private static final long WORK = Duration.ofMillis(40).toNanos();
    private static final long ARRIVES_EVERY = Duration.ofMillis(20).toNanos();
    private static final long PATIENCE = Duration.ofSeconds(5).toNanos();
    private static final long SETTLED = Duration.ofSeconds(20).toNanos();
    private static final long END = Duration.ofSeconds(120).toNanos();

    private long now;

    /** @param left when the caller has an answer, or gives up */
    private record Sent(long arrived, long done, long left) {

        boolean inTime() {
            return done == left;
        }
    }

    @Test
    void twiceWhatItCanDo_andItDoesWhatItCan() {
        assertThat(shareOfItsBest(Duration.ofMillis(1_500))).isGreaterThan(0.9);
    }

    @Test
    void letInAsConfigured_itWorksForPeopleWhoHaveGone() {
        assertThat(shareOfItsBest(Duration.ofHours(1))).isLessThan(0.1);
    }

    /** @return answers in time, once the first rush is over, as a share of all it could have given */
    private double shareOfItsBest(Duration busyFrom) {
        ServiceSettings settings = settings(busyFrom);
        var places = new Places(() -> now);
        var sent = new PriorityQueue<>(Comparator.comparingLong(Sent::left));
        long free = 0;
        int inTime = 0;
        for (long arrives = 0; arrives < END; arrives += ARRIVES_EVERY) {
            while (!sent.isEmpty() && sent.element().left() <= arrives) {
                Sent left = sent.remove();
                now = left.left();
                if (left.inTime()) {
                    places.answered(left.done() - left.arrived(), settings);
                    inTime += left.left() >= SETTLED ? 1 : 0;
                } else if (PATIENCE > busyFrom.toNanos()) {
                    places.lost(settings);
                }
            }
            now = arrives;
            if (sent.size() < places.now(settings)) {
                // It does not notice that somebody has given up.
                free = Math.max(free, arrives) + WORK;
                sent.add(new Sent(arrives, free, Math.min(free, arrives + PATIENCE)));
            }
        }
        return inTime / ((END - SETTLED) / (double) WORK);
    }

    private static ServiceSettings settings(Duration busyFrom) {
        return new ServiceSettings(
                Duration.ofMillis(500),
                Duration.ofNanos(PATIENCE),
                256,
                busyFrom,
                new Breaker(Duration.ofSeconds(10), 20, 50, Duration.ofSeconds(2), 80, Duration.ofSeconds(5), 5));
    }
}
