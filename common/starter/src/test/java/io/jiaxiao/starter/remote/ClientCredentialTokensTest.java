package io.jiaxiao.starter.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jiaxiao.testkit.simulation.MovableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.cloud.client.loadbalancer.LoadBalancerRequest;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** What callers wait for while the identity service is well, hangs, or comes back. */
class ClientCredentialTokensTest {

    private static final int CALLERS = 20;
    private static final Duration READ = Duration.ofMillis(500);

    /** Two tries of a request that hangs, and some. */
    private static final Duration ONE_REQUEST = READ.multipliedBy(2).plusMillis(900);

    private final MovableClock clock = MovableClock.at("2026-11-22T08:00:00Z");
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean hangs;
    private HttpServer identity;
    private ClientCredentialTokens tokens;

    @BeforeEach
    void start() throws IOException {
        identity = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        identity.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        identity.createContext("/auth/token", this::answer);
        identity.start();
        var factory = new JdkClientHttpRequestFactory();
        factory.setReadTimeout(READ);
        tokens = new ClientCredentialTokens(
                new Neighbours(
                        new OneInstance(identity.getAddress().getPort()),
                        RestClient.builder().requestFactory(factory).build()),
                "roster-service",
                "order-service",
                "secret",
                JsonMapper.builder().build(),
                clock);
    }

    @AfterEach
    void stop() {
        end.countDown();
        identity.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            int number = asked.incrementAndGet();
            if (hangs) {
                boolean unused = end.await(20, TimeUnit.SECONDS);
            }
            byte[] body =
                    ("{\"access_token\":\"t" + number + "\",\"expires_in\":120}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void callersThatFindNoToken_waitForOneRequest() throws Exception {
        assertThat(tokensOfAll()).hasSize(CALLERS).containsOnly("t1");
        assertThat(asked).hasValue(1);
    }

    @Test
    void aTokenIsRenewedAMinuteBeforeItsEnd() {
        assertThat(tokens.forTarget("mall-service")).isEqualTo("t1");
        clock.advanceSeconds(59);
        assertThat(tokens.forTarget("mall-service")).isEqualTo("t1");
        clock.advanceSeconds(1);
        assertThat(tokens.forTarget("mall-service")).isEqualTo("t2");
    }

    @Test
    void whileIdentityHangs_aTokenIsUsedToItsEnd_andOneCallerWaits() throws Exception {
        assertThat(tokens.forTarget("mall-service")).isEqualTo("t1");
        clock.advanceSeconds(90);
        hangs = true;

        long start = System.nanoTime();
        assertThat(tokensOfAll()).hasSize(CALLERS).containsOnly("t1");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ONE_REQUEST);
        assertThat(asked).as("one more caller asked, twice").hasValue(3);
    }

    @Test
    void withoutAToken_allCallersShareOneFailure_andTheNextOneAfterASecondAsksAgain() throws Exception {
        hangs = true;

        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> one : callers(threads::submit)) {
                assertThatThrownBy(() -> one.get(20, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(NeighbourUnavailableException.class);
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ONE_REQUEST);
        assertThat(asked).hasValue(2);

        hangs = false;
        assertThatThrownBy(() -> tokens.forTarget("mall-service")).isInstanceOf(NeighbourUnavailableException.class);
        clock.advanceSeconds(1);
        assertThat(tokens.forTarget("mall-service")).isEqualTo("t3");
    }

    private List<String> tokensOfAll() throws Exception {
        List<String> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> one : callers(threads::submit)) {
                all.add(one.get(20, TimeUnit.SECONDS));
            }
        }
        return all;
    }

    private List<Future<String>> callers(Submit threads) {
        var start = new CountDownLatch(1);
        List<Future<String>> all = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            all.add(threads.submit(() -> {
                start.await();
                return tokens.forTarget("mall-service");
            }));
        }
        start.countDown();
        return all;
    }

    private interface Submit {

        Future<String> submit(Callable<String> caller);
    }

    private record OneInstance(int port) implements LoadBalancerClient {

        @Override
        public ServiceInstance choose(String service) {
            return new DefaultServiceInstance("i", service, "127.0.0.1", port, false);
        }

        @Override
        public <T> ServiceInstance choose(String service, Request<T> request) {
            return choose(service);
        }

        @Override
        public <T> T execute(String service, LoadBalancerRequest<T> request) {
            throw new AssertionError("nobody asks this for a token");
        }

        @Override
        public <T> T execute(String service, ServiceInstance instance, LoadBalancerRequest<T> request) {
            throw new AssertionError("nobody asks this for a token");
        }

        @Override
        public URI reconstructURI(ServiceInstance instance, URI original) {
            throw new AssertionError("nobody asks this for a token");
        }
    }
}
