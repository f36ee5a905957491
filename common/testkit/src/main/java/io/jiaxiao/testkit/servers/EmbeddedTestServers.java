package io.jiaxiao.testkit.servers;

import io.jiaxiao.embedded.LocalProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Servers as local processes, shared by every test JVM of a build. */
final class EmbeddedTestServers implements TestServers {

    static final String GUARD = "guard";
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration HEALTH_LIMIT = Duration.ofSeconds(20);

    private final RunningSet set;

    private EmbeddedTestServers(RunningSet set) {
        this.set = set;
    }

    /** Takes part in the running set, or starts it. Two JVMs that come first at once wait for each other. */
    static EmbeddedTestServers join(TestHome home) {
        try {
            Files.createDirectories(home.folder());
            try (var channel = FileChannel.open(home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IllegalStateException(home.lockFile() + " cannot be locked");
                }
                new Lease(home.lease()).keep();
                RunningSet set = running(home);
                return new EmbeddedTestServers(set != null ? set : start(home));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the test servers cannot be used: " + e.getMessage(), e);
        }
    }

    private static @Nullable RunningSet running(TestHome home) throws IOException {
        LocalProcess guard = LocalProcess.find(home.run(), GUARD).orElse(null);
        if (guard == null || !Files.exists(home.state())) {
            return null;
        }
        RunningSet set = RunningSet.announced(home);
        // Others may be using them: a machine that is slow for a moment is no reason to take them away.
        Instant limit = Instant.now().plus(HEALTH_LIMIT);
        while (!set.healthy()) {
            if (guard.awaitEnd(Duration.ofMillis(200)) || Instant.now().isAfter(limit)) {
                return null;
            }
        }
        return set;
    }

    private static RunningSet start(TestHome home) throws IOException {
        LocalProcess.find(home.run(), GUARD).ifPresent(old -> old.stop(Duration.ofSeconds(60)));
        Files.deleteIfExists(home.state());
        LocalProcess guard = LocalProcess.start(
                GUARD,
                home.run(),
                home.guardLog(),
                home.folder(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        new GuardClassPath(home.guardClasses()).from(classPath()),
                        TestServersGuard.class.getName(),
                        home.folder().toString()),
                Map.of());
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!Files.exists(home.state())) {
            if (guard.awaitEnd(Duration.ofMillis(100)) || Instant.now().isAfter(limit)) {
                throw new IllegalStateException(
                        "the test servers did not start: " + String.join("\n", guard.lastLogLines(20)));
            }
        }
        return RunningSet.announced(home);
    }

    /** Surefire may hide the real class path in a manifest; then it says so in a property of its own. */
    private static String classPath() {
        String real = System.getProperty("surefire.test.class.path");
        return real != null ? real : System.getProperty("java.class.path");
    }

    @Override
    public String jdbcUrl() {
        return set.mariaDb().jdbcUrl();
    }

    @Override
    public String redisUrl() {
        return set.redis().url();
    }

    @Override
    public String nameServer() {
        return set.rocketMq().nameServer();
    }

    @Override
    public void createSchema(String schema, String user, String password) {
        try {
            set.mariaDb().createSchema(schema, user, password);
        } catch (SQLException e) {
            throw new IllegalStateException("the schema " + schema + " cannot be made", e);
        }
    }

    @Override
    public void dropSchema(String schema, String user) {
        try {
            set.mariaDb().dropSchema(schema, user);
        } catch (SQLException e) {
            throw new IllegalStateException("the schema " + schema + " cannot be dropped", e);
        }
    }

    @Override
    public void createTopic(String topic, int queues) {
        set.rocketMq().createTopic(topic, queues);
    }
}
