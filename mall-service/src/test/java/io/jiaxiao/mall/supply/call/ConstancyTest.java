package io.jiaxiao.mall.supply.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.supply.StandingWords.Word;
import io.jiaxiao.mall.supply.fixture.SharedWords;
import io.jiaxiao.testkit.simulation.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConstancyTest {

    private final MovableClock clock = MovableClock.at("2026-01-02T03:04:05Z");
    private final SharedWords words = new SharedWords();
    private final Constancy absence = new Constancy(words, Word.ABSENT, clock, Duration.ofMinutes(15));

    @Test
    void aWord_standsOnlyAfterItsTime() {
        assertThat(absence.stands("a")).isFalse();
        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(absence.stands("a")).isFalse();
        clock.advanceMillis(1);
        assertThat(absence.stands("a")).isTrue();
        assertThat(absence.stands("b")).isFalse();
    }

    @Test
    void anotherWordBetween_startsItAnew() {
        absence.stands("a");
        clock.advanceMinutes(14);
        words.broken("a");
        assertThat(absence.stands("a")).isFalse();
        clock.advanceMinutes(14);
        assertThat(absence.stands("a")).isFalse();
        new Constancy(words, Word.FAILED, clock, Duration.ofSeconds(20)).stands("a");
        clock.advanceMinutes(2);
        assertThat(absence.stands("a")).isFalse();
    }

    @Test
    void aWaitOfNothing_standsAtOnce() {
        assertThat(new Constancy(words, Word.ABSENT, clock, Duration.ZERO).stands("a"))
                .isTrue();
    }
}
