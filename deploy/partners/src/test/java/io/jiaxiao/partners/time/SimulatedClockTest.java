package io.jiaxiao.partners.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SimulatedClockTest {

    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    private final AtomicLong nanos = new AtomicLong(77);
    private final SimulatedClock clock = new SimulatedClock(START, nanos::get, 1);

    private void realTimePasses(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    @Test
    void atScaleSixty_aSecondIsAMinute() {
        clock.setScale(60);
        realTimePasses(Duration.ofSeconds(1));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void changingTheScale_neverMakesTimeJump() {
        realTimePasses(Duration.ofSeconds(10));
        clock.setScale(100);
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(10));
        realTimePasses(Duration.ofSeconds(1));
        clock.setScale(0.5);
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(110));
        realTimePasses(Duration.ofSeconds(4));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(112));
    }

    @Test
    void waitingTime_isShorterWhenTimeRunsFaster_andNeverNegative() {
        clock.setScale(10);
        assertThat(clock.realTimeUntil(START.plusSeconds(100))).isBetween(Duration.ofSeconds(10), ofNanosAbove(10));
        assertThat(clock.realTimeUntil(START.minusSeconds(1))).isZero();
    }

    @Test
    void aClockInAnotherZone_followsTheSameTime() {
        var utc = clock.withZone(ZoneOffset.UTC);
        clock.setScale(1000);
        realTimePasses(Duration.ofSeconds(1));
        assertThat(utc.instant()).isEqualTo(clock.instant());
        assertThat(utc.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(clock.getZone()).isEqualTo(SimulatedClock.CHINA);
    }

    @Test
    void aScaleOfZeroOrLessOrBeyondTheFastest_isRefused() {
        for (double scale : new double[] {0, -1, 1000.5, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> clock.setScale(scale)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Duration ofNanosAbove(int seconds) {
        return Duration.ofSeconds(seconds).plusNanos(10);
    }
}
