package io.jiaxiao.roster.signin.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendLimitsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final SendLimits limits = new SendLimits(List.of(
            new Window(1, Duration.ofSeconds(60)),
            new Window(5, Duration.ofHours(1)),
            new Window(10, Duration.ofDays(1))));

    @Test
    void theFirstGoesAtOnce() {
        assertThat(limits.wait(List.of(), NOW)).isEmpty();
    }

    @Test
    void theSecondWaitsOutTheMinute() {
        assertThat(limits.wait(ago(10), NOW)).contains(Duration.ofSeconds(50));
        assertThat(limits.wait(ago(59), NOW)).contains(Duration.ofSeconds(1));
    }

    @Test
    void afterExactlyAMinuteItMayGo() {
        assertThat(limits.wait(ago(60), NOW)).isEmpty();
    }

    @Test
    void theSixthOfAnHourWaitsForTheFirstToBeAnHourOld() {
        assertThat(limits.wait(ago(100, 200, 300, 400, 500), NOW)).contains(Duration.ofSeconds(3100));
        assertThat(limits.wait(ago(100, 200, 300, 400, 3600), NOW)).isEmpty();
    }

    @Test
    void theWindowSlides_soThereIsNoBorderToStormAt() {
        // five at the end of one hour of the clock and five at the beginning of the next are ten within minutes
        List<Instant> lateInTheHour = ago(70, 140, 210, 280, 350);
        assertThat(limits.wait(lateInTheHour, NOW)).contains(Duration.ofSeconds(3250));
    }

    @Test
    void theLongestWaitCounts() {
        List<Instant> tenToday = IntStream.rangeClosed(1, 10)
                .mapToObj(hour -> NOW.minus(Duration.ofHours(hour)))
                .toList();
        assertThat(limits.wait(tenToday, NOW)).contains(Duration.ofHours(14));
    }

    @Test
    void itSaysHowFarItHasToLookBack() {
        assertThat(limits.horizon()).isEqualTo(Duration.ofDays(1));
        assertThat(limits.depth()).isEqualTo(10);
        assertThat(new SendLimits(List.of()).wait(ago(0), NOW)).isEmpty();
    }

    @Test
    void aWindowThatLetsNothingThrough_isAMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Window(0, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Window(1, Duration.ZERO));
    }

    private static List<Instant> ago(int... seconds) {
        return IntStream.of(seconds).mapToObj(NOW::minusSeconds).toList();
    }
}
