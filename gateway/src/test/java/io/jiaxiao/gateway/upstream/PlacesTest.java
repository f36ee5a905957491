package io.jiaxiao.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.gateway.route.ServiceSettings;
import io.jiaxiao.gateway.route.ServiceSettings.Breaker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A service that is asked for more than it can do goes on doing what it can (G3). */
class PlacesTest {

    private static final long SOON = Duration.ofMillis(900).toNanos();
    private static final long LATE = Duration.ofMillis(1_100).toNanos();

    private final ServiceSettings settings = settings(256);
    private long now = 77;
    private final Places places = new Places(() -> now);

    private static ServiceSettings settings(int most) {
        return new ServiceSettings(
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                most,
                Duration.ofSeconds(1),
                new Breaker(Duration.ofSeconds(10), 20, 50, Duration.ofSeconds(2), 80, Duration.ofSeconds(5), 5));
    }

    @Test
    void whoAnswersInTime_hasAllItsPlaces() {
        window(250, SOON);
        assertThat(places.now(settings)).isEqualTo(256);
    }

    @Test
    void whoIsLate_isLetWorkOnWhatItAnswersInTheTimeAnAnswerMayTake() {
        window(60, LATE);
        assertThat(places.now(settings)).as("three quarters of 120 a second").isBetween(88, 90);
    }

    @Test
    void aServiceThatAnswersHardlyAnything_keepsSomePlaces() {
        window(20, LATE);
        assertThat(places.now(settings)).isEqualTo(32);
        window(20, LATE);
        assertThat(places.now(settings)).isEqualTo(32);
        assertThat(places.now(settings(8))).isEqualTo(8);
    }

    @Test
    void whatIsNeverAnswered_countsAsLate_andNotAsDone() {
        pass(Duration.ofMillis(500));
        for (int i = 0; i < 100; i++) {
            places.lost(settings);
        }
        assertThat(places.now(settings)).isEqualTo(32);
    }

    @Test
    void someRoutesThatWaitForASlowPartner_takeNothingFromTheOthers() {
        for (int i = 0; i < 200; i++) {
            pass(Duration.ofMillis(5));
            places.answered(i % 5 < 2 ? LATE : SOON, settings);
        }
        assertThat(places.now(settings)).isEqualTo(256);
    }

    @Test
    void aFewAnswers_sayNothing() {
        window(19, LATE);
        assertThat(places.now(settings)).isEqualTo(256);
    }

    @Test
    void whenItAnswersInTimeAgain_itGetsItsPlacesBack_littleByLittle() {
        window(20, LATE);
        window(60, SOON);
        assertThat(places.now(settings)).isEqualTo(36);
        for (int i = 0; i < 30; i++) {
            window(60, SOON);
        }
        assertThat(places.now(settings)).isEqualTo(256);
    }

    @Test
    void fewerPlacesByConfiguration_holdAtOnce() {
        assertThat(places.now(settings(10))).isEqualTo(10);
    }

    /** Half a second, with so many answers evenly in it. */
    private void window(int answers, long nanos) {
        for (int i = 0; i < answers; i++) {
            pass(Duration.ofMillis(500).dividedBy(answers).plusNanos(1));
            places.answered(nanos, settings);
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
