package io.jiaxiao.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.embedded.EmbeddedServers;
import io.jiaxiao.embedded.LocalProcess;
import io.jiaxiao.embedded.Ports;
import io.jiaxiao.embedded.RedisServer;
import io.jiaxiao.gateway.route.Rate;
import io.jiaxiao.starter.redis.Redis;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A Redis of its own, so that it can be killed, frozen and started again. */
@ExtendWith(OutputCaptureExtension.class)
class RedisAwayIT {

    private static final Rate TEN_AN_HOUR = Rate.of("10/1h");

    @TempDir
    private Path home;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private RedisServer server;
    private Redis redis;
    private RedisBuckets shared;
    private RateLimits limits;

    @BeforeEach
    void limitsWithoutRedisYet() {
        server = EmbeddedServers.at(home, Ports.free()).redis();
        redis = new Redis(server.url(), 8);
        shared = new RedisBuckets(redis, Duration.ofMillis(50));
        limits = new RateLimits(shared, new LocalBuckets(), Duration.ofMillis(300), meters);
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void redisComesGoesAndComesBack_andTheLimitHoldsAllTheTime(CapturedOutput output) throws IOException {
        assertLimited("before it is there");
        await().until(this::isAlone);

        LocalProcess first = start();
        await().atMost(Duration.ofSeconds(20)).until(() -> !isAlone() && sharedAnswers());
        assertLimited("with it");

        first.kill();
        await().until(() -> {
            limits.take(anyone());
            return isAlone();
        });
        assertLimited("killed");

        LocalProcess second = start();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            limits.take(anyone());
            return !isAlone();
        });
        assertLimited("back");

        signal(second, "STOP");
        long start = System.nanoTime();
        assertLimited("frozen");
        await().until(() -> {
            limits.take(anyone());
            return isAlone();
        });
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        signal(second, "CONT");
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            limits.take(anyone());
            return !isAlone();
        });

        second.kill();
        assertThat(meters.get("gateway.limits.local").counter().count()).isPositive();
        assertThat(output.getOut().lines().filter(it -> it.contains("Redis is away or slow")))
                .as("said once for each time")
                .hasSize(3);
        assertThat(output.getOut().lines().filter(it -> it.contains("Redis is back")))
                .hasSize(3);
    }

    /** Ten pass and the eleventh does not. A change between shared and own buckets in between may let ten more through. */
    private void assertLimited(String when) {
        List<Charge> somebody = anyone();
        int passed = 0;
        while (limits.take(somebody).isZero()) {
            passed++;
            assertThat(passed).as(when).isLessThanOrEqualTo(20);
        }
        assertThat(passed).as(when).isGreaterThanOrEqualTo(10);
    }

    private static List<Charge> anyone() {
        return List.of(new Charge("test:" + UUID.randomUUID(), TEN_AN_HOUR));
    }

    private boolean sharedAnswers() {
        try {
            return shared.take(anyone()).isZero();
        } catch (BucketsAwayException e) {
            return false;
        }
    }

    private boolean isAlone() {
        limits.take(anyone());
        return meters.get("gateway.limits.shared").gauge().value() == 0;
    }

    private LocalProcess start() {
        LocalProcess process = server.start(home.resolve("run"));
        server.awaitHealthy(process);
        return process;
    }

    private static void signal(LocalProcess process, String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .onExit()
                .join();
    }
}
