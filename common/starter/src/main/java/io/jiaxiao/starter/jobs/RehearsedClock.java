package io.jiaxiao.starter.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As many days ahead of another clock as a file says, for rehearsals of what only comes about after months. It follows the file
 * within a second, and never goes back while the service runs.
 */
final class RehearsedClock extends Clock {

    private static final Logger log = LoggerFactory.getLogger(RehearsedClock.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Path file;
    private final Clock machine;
    private volatile long days;
    private volatile Instant lookAgain = Instant.MIN;

    /** @param file holds a whole number of days; without it none are meant */
    RehearsedClock(Path file, Clock machine) {
        this.file = file;
        this.machine = machine;
    }

    @Override
    public Instant instant() {
        Instant now = machine.instant();
        if (!now.isBefore(lookAgain)) {
            lookAgain = now.plus(LOOK_EVERY);
            follow();
        }
        return now.plus(Duration.ofDays(days));
    }

    private synchronized void follow() {
        try {
            long said =
                    Files.exists(file) ? Long.parseLong(Files.readString(file).trim()) : 0;
            if (said > days) {
                log.warn("the calendar of this service is {} days ahead, as {} says", said, file);
                days = said;
            }
        } catch (IOException | NumberFormatException e) {
            log.warn("{} does not say how many days the calendar is ahead, so it stays at {}", file, days, e);
        }
    }

    @Override
    public ZoneId getZone() {
        return machine.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new RehearsedClock(file, machine.withZone(zone));
    }
}
