package io.jiaxiao.starter.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.testkit.simulation.MovableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class RehearsedClockTest {

    private static final Instant START = Instant.parse("2026-11-26T08:00:00Z");

    @TempDir
    Path folder;

    private final MovableClock machine = MovableClock.at(START);
    private Path file;
    private RehearsedClock clock;

    @BeforeEach
    void aClockThatFollowsAFile() {
        file = folder.resolve("days-ahead");
        clock = new RehearsedClock(file, machine);
    }

    @Test
    void withoutItsFile_itIsTheMachines() {
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void itFollowsTheFile_withinASecond() throws IOException {
        clock.instant();
        assertThat(daysAheadOnceTheFileSays("31")).isEqualTo(31);
        assertThat(daysAheadOnceTheFileSays("92\n")).isEqualTo(92);
    }

    @Test
    void itNeverGoesBack() throws IOException {
        daysAheadOnceTheFileSays("31");
        assertThat(daysAheadOnceTheFileSays("3")).isEqualTo(31);
        Files.delete(file);
        assertThat(daysAheadASecondLater()).isEqualTo(31);
    }

    @Test
    void aFileThatSaysNothing_leavesItWhereItIs() throws IOException {
        daysAheadOnceTheFileSays("31");
        assertThat(daysAheadOnceTheFileSays("next month")).isEqualTo(31);
    }

    @Test
    void aServiceThatIsToldOfNoFile_hasTheMachinesClock() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ClockAutoConfiguration.class))
                .run(context ->
                        assertThat(context.getBean(java.time.Clock.class)).isEqualTo(java.time.Clock.systemUTC()));
    }

    private long daysAheadOnceTheFileSays(String text) throws IOException {
        Files.writeString(file, text);
        return daysAheadASecondLater();
    }

    private long daysAheadASecondLater() {
        machine.advance(Duration.ofSeconds(1));
        return Duration.between(machine.instant(), clock.instant()).toDays();
    }
}
