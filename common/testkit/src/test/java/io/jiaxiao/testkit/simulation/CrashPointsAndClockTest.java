package io.jiaxiao.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class CrashPointsAndClockTest {

    private final CrashPoints points = new CrashPoints();

    @Test
    void theNthStep_isTheLast_once() {
        points.armAt(2);
        points.reached("a");
        assertThatThrownBy(() -> points.reached("b"))
                .isInstanceOf(SimulatedCrash.class)
                .hasMessageContaining("b");
        points.reached("c");
        assertThat(points.isArmed()).isFalse();
        assertThat(points.trace()).containsExactly("a", "b", "c");
    }

    @Test
    void aNamedStep_crashesOnlyThere() {
        points.armAt("sent", 2);
        points.reached("sent");
        points.reached("stored");
        assertThatThrownBy(() -> points.reached("sent")).isInstanceOf(SimulatedCrash.class);
    }

    @Test
    void disarmed_nothingHappens() {
        points.armAt(1);
        points.disarm();
        points.reached("a");
        assertThatThrownBy(() -> points.armAt(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theClock_standsUntilMoved_inEveryZone() {
        MovableClock clock = MovableClock.at("2026-11-22T08:00:00Z");
        Clock shanghai = clock.withZone(ZoneId.of("Asia/Shanghai"));
        assertThat(clock.instant()).isEqualTo(clock.instant());

        clock.advanceDays(3);
        clock.advanceMinutes(1);
        clock.advance(Duration.ofSeconds(-60));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-25T08:00:00Z"));
        assertThat(shanghai.instant()).isEqualTo(clock.instant());
        assertThat(shanghai.getZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    }
}
