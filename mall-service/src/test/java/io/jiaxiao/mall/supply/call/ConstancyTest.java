package io.jiaxiao.mall.supply.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.testkit.simulation.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConstancyTest {

    private final MovableClock clock = MovableClock.at("2026-01-02T03:04:05Z");
    private final Constancy constancy = new Constancy(clock, Duration.ofMinutes(15));

    @Test
    void aWord_standsOnlyAfterItsTime() {
        assertThat(constancy.stands("a")).isFalse();
        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(constancy.stands("a")).isFalse();
        clock.advanceMillis(1);
        assertThat(constancy.stands("a")).isTrue();
        assertThat(constancy.stands("a")).as("a new count").isFalse();
    }

    @Test
    void anotherWordBetween_startsItAnew() {
        constancy.stands("a");
        clock.advanceMinutes(14);
        constancy.broken("a");
        assertThat(constancy.stands("a")).isFalse();
        clock.advanceMinutes(14);
        assertThat(constancy.stands("a")).isFalse();
    }

    @Test
    void aWaitOfNothing_standsAtOnce() {
        assertThat(new Constancy(clock, Duration.ZERO).stands("a")).isTrue();
    }
}
