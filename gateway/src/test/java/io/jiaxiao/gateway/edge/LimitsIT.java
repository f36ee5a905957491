package io.jiaxiao.gateway.edge;

import static io.jiaxiao.gateway.support.Problem.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.gateway.GatewayApplication;
import io.jiaxiao.gateway.support.Caller;
import io.jiaxiao.gateway.support.WithGateway;
import io.jiaxiao.testkit.servers.SharedServers;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;

class LimitsIT extends WithGateway {

    @Test
    void aPersonMayAskFiveTimes_fromWhereverTheyAre() {
        String token = TOKENS.parent(anAccount());
        for (int i = 0; i < 5; i++) {
            assertThat(caller().with(token).get("/api/v1/five").status()).isEqualTo(200);
        }

        Caller.Said said = caller().with(token).get("/api/v1/five");

        assertProblem(said).is(429, "TOO_MANY_REQUESTS").maybeRetriedWithin(720);
        assertThat(caller().with(TOKENS.parent(anAccount())).get("/api/v1/five").status())
                .isEqualTo(200);
    }

    @Test
    void anAddressMayAskFiveTimes_whoeverAsks() {
        Caller address = caller();
        for (int i = 0; i < 5; i++) {
            assertThat(address.with(TOKENS.parent(anAccount()))
                            .get("/api/v1/address")
                            .status())
                    .isEqualTo(200);
        }

        assertProblem(address.with(TOKENS.parent(anAccount())).get("/api/v1/address"))
                .is(429, "TOO_MANY_REQUESTS");
        assertThat(caller().with(TOKENS.parent()).get("/api/v1/address").status())
                .isEqualTo(200);
    }

    @Test
    void badTokensAreCountedToo() {
        Caller address = caller().with(TOKENS.tampered());
        for (int i = 0; i < 5; i++) {
            assertThat(address.get("/api/v1/address").status()).isEqualTo(401);
        }

        assertProblem(address.get("/api/v1/address")).is(429, "TOO_MANY_REQUESTS");
    }

    @Test
    void anIpV6Subscriber_isOneAddress() {
        String subscriber =
                HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt()) + ":1";
        for (int i = 0; i < 5; i++) {
            assertThat(new Caller(base(), "2001:db8:" + subscriber + "::" + i)
                            .with(TOKENS.parent())
                            .get("/api/v1/address")
                            .status())
                    .isEqualTo(200);
        }

        assertProblem(new Caller(base(), "2001:db8:" + subscriber + ":ffff::9")
                        .with(TOKENS.parent())
                        .get("/api/v1/address"))
                .is(429, "TOO_MANY_REQUESTS");
    }

    @Test
    void whoWaitsAsLongAsTold_mayAskAgain() {
        String token = TOKENS.parent(anAccount());
        await().until(() -> caller().with(token).get("/api/v1/quick").status() == 429);

        await().atMost(Duration.ofSeconds(3))
                .until(() -> caller().with(token).get("/api/v1/quick").status() == 200);
    }

    @Test
    void twoGatewaysCountTogether_andManyAtOnceGetNoMore() throws Exception {
        try (var other = new SpringApplicationBuilder(GatewayApplication.class)
                .profiles("test")
                .run(
                        "--server.port=0",
                        "--jiaxiao.redis.url=" + SharedServers.redisUrl(),
                        "--spring.cloud.discovery.client.simple.instances.roster-service[0].uri=" + ROSTER.uri(),
                        "--spring.cloud.discovery.client.simple.instances.echo-service[0].uri=" + ECHO.uri())) {
            String otherBase = "http://127.0.0.1:" + other.getEnvironment().getProperty("local.server.port");
            awaitShared(otherBase);
            awaitShared(base());
            String token = TOKENS.parent(anAccount());
            List<Callable<Integer>> asks = IntStream.range(0, 40)
                    .<Callable<Integer>>mapToObj(i -> () -> new Caller(i % 2 == 0 ? base() : otherBase)
                            .with(token)
                            .get("/api/v1/five")
                            .status())
                    .toList();

            List<Integer> statuses;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                statuses =
                        threads.invokeAll(asks).stream().map(Future::resultNow).toList();
            }

            assertThat(statuses).filteredOn(status -> status == 200).hasSize(5);
            assertThat(statuses).filteredOn(status -> status == 429).hasSize(35);
        }
    }

    /** Connected to Redis, and warm enough to be answered in time. */
    private void awaitShared(String base) {
        String token = TOKENS.parent(anAccount());
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            double before = countedAlone(base);
            for (int i = 0; i < 4; i++) {
                new Caller(base).with(token).get("/api/v1/five");
            }
            return countedAlone(base) == before;
        });
    }

    private static double countedAlone(String base) {
        int port = java.net.URI.create(base).getPort();
        return io.jiaxiao.gateway.support.Raw.get(port, "/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith("gateway_limits_local_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
