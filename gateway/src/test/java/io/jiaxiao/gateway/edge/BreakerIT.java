package io.jiaxiao.gateway.edge;

import static io.jiaxiao.gateway.support.Problem.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.gateway.support.Caller;
import io.jiaxiao.gateway.support.LittleService;
import io.jiaxiao.gateway.support.LittleService.Behaviour;
import io.jiaxiao.gateway.support.WithGateway;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BreakerIT extends WithGateway {

    private static final String PATH = "/api/v1/fragile";
    private static final Behaviour GOOD = (request, exchange) -> LittleService.json(exchange, 200, "{}");
    private static final Behaviour BAD = (request, exchange) -> LittleService.json(exchange, 500, "{}");

    @BeforeEach
    void itIsWell() {
        FRAGILE.on(PATH, GOOD);
        await().atMost(Duration.ofSeconds(20)).until(() -> countOf(200, 6) == 6);
    }

    @Test
    void aFailingServiceIsLeftAlone_namingTheFeature_andComesBackByItself() {
        FRAGILE.on(PATH, BAD);
        await().pollInterval(Duration.ofMillis(10))
                .until(() -> aParent().get(PATH).status() == 503);
        int asked = FRAGILE.seen(PATH).size();

        Caller.Said said = aParent().get(PATH);

        assertProblem(said).is(503, "FEATURE_DEGRADED").names("易碎功能").maybeRetriedWithin(5);
        assertThat(FRAGILE.seen(PATH)).as("nothing is sent to it").hasSize(asked);

        FRAGILE.on(PATH, GOOD);
        await().atMost(Duration.ofSeconds(10)).until(() -> aParent().get(PATH).status() == 200);
    }

    @Test
    void itsOwn5xxPassAsTheyAre_untilThen() {
        FRAGILE.on(PATH, (request, exchange) -> LittleService.json(exchange, 500, "{\"code\":\"OWN\"}"));

        Caller.Said said = aParent().get(PATH);

        assertThat(said.status()).isEqualTo(500);
        assertThat(said.text()).isEqualTo("{\"code\":\"OWN\"}");
    }

    @Test
    void aFeatureThatCannotBeHadNow_leavesTheOthersOfItsServiceAlone() {
        FRAGILE.on(PATH, (request, exchange) -> {
            exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            LittleService.bytes(exchange, 503, "{\"code\":\"PAYMENT_UNAVAILABLE\"}".getBytes(StandardCharsets.UTF_8));
        });
        for (int i = 0; i < 30; i++) {
            assertThat(aParent().get(PATH).text()).isEqualTo("{\"code\":\"PAYMENT_UNAVAILABLE\"}");
        }
        FRAGILE.on(PATH, GOOD);
        assertThat(aParent().get(PATH).status()).isEqualTo(200);
    }

    @Test
    void whatTheCallerDidWrong_isNotTheServicesFault() {
        FRAGILE.on(PATH, (request, exchange) -> LittleService.json(exchange, 404, "{}"));

        assertThat(countOf(404, 30)).isEqualTo(30);
    }

    @Test
    void aSlowServiceIsLeftAlone_andItsNeighbourDoesNotNotice() throws Exception {
        var slow = new CountDownLatch(1);
        FRAGILE.on(PATH, (request, exchange) -> {
            awaitUninterruptibly(slow, 250);
            LittleService.json(exchange, 200, "{}");
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                threads.submit(() -> aParent().get(PATH));
            }
            for (int i = 0; i < 50; i++) {
                long start = System.nanoTime();
                assertThat(aParent().get("/api/v1/echo/neighbour").status()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            }
            await().pollInterval(Duration.ofMillis(10))
                    .until(() -> aParent().get(PATH).status() == 503);
            long start = System.nanoTime();
            assertProblem(aParent().get(PATH)).is(503, "FEATURE_DEGRADED");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("an open breaker answers at once")
                    .isLessThan(Duration.ofMillis(200));
        }
    }

    @Test
    void tooSlowAnAnswer_504() {
        var never = new CountDownLatch(1);
        FRAGILE.on(PATH, (request, exchange) -> awaitUninterruptibly(never, 3_000));

        Caller.Said said = aParent().post(PATH, "{}");
        never.countDown();

        assertProblem(said).is(504, "SERVICE_TIMEOUT").names("易碎功能");
        assertThat(FRAGILE.seen(PATH).stream().filter(seen -> seen.method().equals("POST")))
                .as("what may have been done is not sent again")
                .hasSize(1);
    }

    @Test
    void aFullServiceIsNotGivenMore() throws Exception {
        var release = new CountDownLatch(1);
        var arrived = new CountDownLatch(7);
        FRAGILE.on(PATH, (request, exchange) -> {
            arrived.countDown();
            awaitUninterruptibly(release, 300);
            LittleService.json(exchange, 200, "{}");
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = java.util.stream.IntStream.range(0, 7)
                    .mapToObj(i -> threads.submit(() -> aParent().get(PATH).status()))
                    .toList();
            assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();

            assertProblem(aParent().get(PATH)).is(503, "SERVICE_BUSY").names("易碎功能");

            release.countDown();
            for (var one : running) {
                assertThat(one.get()).isEqualTo(200);
            }
        }
        assertThat(aParent().get(PATH).status()).as("the places are free again").isEqualTo(200);
    }

    @Test
    void anAnswerThatBreaksOff_isNeverTakenForWhole() {
        FRAGILE.on(PATH, (request, exchange) -> {
            exchange.sendResponseHeaders(200, 1_000_000);
            OutputStream out = exchange.getResponseBody();
            out.write(new byte[100_000]);
            out.flush();
            exchange.close();
        });

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> aParent().get(PATH))
                .isInstanceOf(java.io.UncheckedIOException.class);

        FRAGILE.on(PATH, (request, exchange) -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(new byte[10]);
            exchange.close();
        });
        assertThat(aParent().get(PATH).status()).isEqualTo(502);
    }

    private long countOf(int status, int tries) {
        return java.util.stream.IntStream.range(0, tries)
                .map(i -> aParent().get(PATH).status())
                .filter(it -> it == status)
                .count();
    }

    private static void awaitUninterruptibly(CountDownLatch latch, long millis) {
        try {
            boolean unused = latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
