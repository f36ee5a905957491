package io.jiaxiao.testkit.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Says "somebody still needs the servers": a file whose time each test JVM renews. */
record Lease(Path file) {

    static final Duration LENGTH = Duration.ofMinutes(2);
    private static final long RENEW_SECONDS = 5;

    /** Renews until this JVM ends. */
    void keep() {
        renew();
        Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("test-servers-lease").daemon().factory())
                .scheduleWithFixedDelay(this::renew, RENEW_SECONDS, RENEW_SECONDS, TimeUnit.SECONDS);
    }

    void renew() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (!Files.exists(file)) {
                Files.write(file, new byte[0]);
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            throw new UncheckedIOException("the lease of the test servers cannot be renewed", e);
        }
    }

    boolean isOver() throws IOException {
        return !Files.exists(file)
                || Files.getLastModifiedTime(file).toInstant().plus(LENGTH).isBefore(Instant.now());
    }
}
