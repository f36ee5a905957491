package io.jiaxiao.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * The calendar by which order-service, Alipay and the carrier of a local platform live. It can be moved ahead, so that what comes
 * about after months can be seen today; it is lost with the platform's data.
 */
public final class Calendar {

    /** Business days are those of Beijing. */
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final Path file;
    private final Clock machine;

    public Calendar(Settings settings) {
        this(settings, Clock.system(CHINA));
    }

    Calendar(Settings settings, Clock machine) {
        this.file = settings.home().resolve("data").resolve("days-ahead");
        this.machine = machine;
    }

    Path file() {
        return file;
    }

    /** The day the platform's orders live in. */
    public LocalDate today() {
        return LocalDate.now(machine).plusDays(daysAhead());
    }

    /** Everybody follows within a second. A day that is over already changes nothing. */
    public void moveTo(LocalDate day) {
        long ahead = ChronoUnit.DAYS.between(LocalDate.now(machine), day);
        if (ahead <= daysAhead()) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Path next = Files.writeString(file.resolveSibling("days-ahead.next"), Long.toString(ahead));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long daysAhead() {
        try {
            return Files.exists(file) ? Long.parseLong(Files.readString(file).trim()) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
