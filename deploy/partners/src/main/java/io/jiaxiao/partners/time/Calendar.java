package io.jiaxiao.partners.time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * As many days ahead of the simulated clock as a file says, which it reads again each time. Work that waits is not moved:
 * a pause of half a minute stays one.
 */
final class Calendar extends Clock {

    private final Clock clock;
    private final Path file;

    /** @param file holds a whole number of days; without it none are meant */
    Calendar(Clock clock, Path file) {
        this.clock = clock;
        this.file = file;
    }

    @Override
    public Instant instant() {
        return clock.instant().plus(Duration.ofDays(daysAhead()));
    }

    private long daysAhead() {
        try {
            return Files.exists(file) ? Long.parseLong(Files.readString(file).trim()) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new Calendar(clock.withZone(zone), file);
    }
}
