package io.jiaxiao.testkit.servers;

import io.jiaxiao.embedded.EmbeddedServer;
import io.jiaxiao.embedded.LocalProcess;
import io.jiaxiao.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of its own that starts the shared servers and stops them, and itself, when nobody needs them any more. */
final class TestServersGuard {

    static final String TEST_SCHEMAS = "t_";
    private static final Duration LONGEST = Duration.ofMinutes(90);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final TestHome home;
    private final CountDownLatch never = new CountDownLatch(1);

    private TestServersGuard(TestHome home) {
        this.home = home;
    }

    public static void main(String[] arguments) throws Exception {
        new TestServersGuard(new TestHome(Path.of(arguments[0]))).guard();
    }

    private void guard() throws Exception {
        Instant end = Instant.now().plus(LONGEST);
        stopAll();
        deleteBrokerData();
        RunningSet set = RunningSet.at(home, Ports.free());
        try {
            start(set);
            set.announce(home.state());
            waitUntilUnneeded(end);
        } finally {
            stopAll();
        }
    }

    private void start(RunningSet set) throws Exception {
        List<EmbeddedServer> servers = List.of(set.rocketMq(), set.mariaDb(), set.redis());
        List<LocalProcess> processes =
                servers.parallelStream().map(server -> server.start(home.run())).toList();
        for (int i = 0; i < servers.size(); i++) {
            servers.get(i).awaitHealthy(processes.get(i));
        }
        set.mariaDb().dropSchemasStartingWith(TEST_SCHEMAS);
    }

    private void waitUntilUnneeded(Instant end) throws IOException, InterruptedException {
        while (true) {
            if (never.await(2, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody counts this down");
            }
            if (!new Lease(home.lease()).isOver() && Instant.now().isBefore(end)) {
                continue;
            }
            // a JVM that joins holds the lock while it renews the lease, so look again under it
            try (var channel = FileChannel.open(home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (lock.isValid()
                        && (new Lease(home.lease()).isOver() || Instant.now().isAfter(end))) {
                    Files.deleteIfExists(home.state());
                    return;
                }
            }
        }
    }

    /** Ours, or those of a guard that was killed. */
    private void stopAll() {
        LocalProcess.findAll(home.run()).stream()
                .filter(process -> !process.name().equals(EmbeddedTestServers.GUARD))
                .forEach(process -> process.stop(STOP_PATIENCE));
    }

    /** The database is kept because making one takes long; the broker starts empty. */
    private void deleteBrokerData() throws IOException {
        Path data = home.folder().resolve("data/rocketmq");
        if (!Files.exists(data)) {
            return;
        }
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
