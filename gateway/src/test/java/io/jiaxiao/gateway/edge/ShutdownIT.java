package io.jiaxiao.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.gateway.GatewayApplication;
import io.jiaxiao.gateway.support.Caller;
import io.jiaxiao.gateway.support.LittleService;
import io.jiaxiao.gateway.support.Tokens;
import io.jiaxiao.testkit.servers.SharedServers;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServer;
import org.springframework.cloud.client.discovery.simple.InstanceProperties;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryProperties;
import org.springframework.context.ConfigurableApplicationContext;

/** What the callers notice when a service's instance, or the gateway itself, is stopped in the middle of traffic. */
class ShutdownIT {

    private final Tokens tokens = new Tokens();
    private final Map<String, AtomicInteger> done = new ConcurrentHashMap<>();

    @Test
    void anInstanceThatLeavesTheRegistryFirst_isStoppedInTheMiddleOfTraffic_andNothingIsLostOrDoneTwice()
            throws Exception {
        stopOneOfTwoInTheMiddleOfTraffic(false, (registry, staying) -> {
            registry.getInstances().put("echo-service", List.of(at(staying.getPort())));
            // what the starter waits for after leaving
            work(Duration.ofSeconds(2));
        });
    }

    @Test
    void anInstanceThatStaysInTheRegistry_isStoppedInTheMiddleOfTraffic_andNoKeyedCommandIsLostOrDoneTwice()
            throws Exception {
        stopOneOfTwoInTheMiddleOfTraffic(true, (registry, staying) -> {});
    }

    private interface Leaving {
        void before(SimpleDiscoveryProperties registry, WebServer staying);
    }

    private void stopOneOfTwoInTheMiddleOfTraffic(boolean keyed, Leaving how) throws Exception {
        WebServer staying = instance();
        WebServer leaving = instance();
        try (var roster = identity();
                ConfigurableApplicationContext gateway = gateway(roster, staying.getPort(), leaving.getPort())) {
            String base = base(gateway);
            await().atMost(Duration.ofSeconds(20)).until(() -> ask(base, "GET", "warm-up", false) == 200);
            var stop = new AtomicBoolean();
            List<Future<List<Integer>>> callers = new ArrayList<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int caller = 0; caller < 20; caller++) {
                    String name = "c" + caller;
                    callers.add(threads.submit(() -> askUntil(stop, base, name, keyed)));
                }
                await().until(() -> done.size() > 500);
                // work under way on both, so that the one that goes is between "no more" and "gone" for a while
                for (int slow = 0; slow < 8; slow++) {
                    String name = "slow-" + slow;
                    callers.add(threads.submit(() -> List.of(ask(base, "POST", name, keyed))));
                }
                await().until(() -> done.keySet().stream()
                                .filter(it -> it.startsWith("begun slow"))
                                .count()
                        == 8);

                how.before(gateway.getBean(SimpleDiscoveryProperties.class), staying);
                var left = new CountDownLatch(1);
                leaving.shutDownGracefully(result -> left.countDown());
                assertThat(left.await(15, TimeUnit.SECONDS)).isTrue();
                leaving.stop();

                int then = done.size();
                await().until(() -> done.size() > then + 500);
                stop.set(true);
            }

            for (Future<List<Integer>> caller : callers) {
                assertThat(caller.get()).isNotEmpty().containsOnly(200);
            }
            assertThat(done.entrySet())
                    .filteredOn(it -> it.getKey().startsWith("POST"))
                    .allSatisfy(it -> assertThat(it.getValue()).as(it.getKey()).hasValue(1));
        } finally {
            staying.stop();
            leaving.stop();
        }
    }

    private static InstanceProperties at(int port) {
        var instance = new InstanceProperties();
        instance.setServiceId("echo-service");
        instance.setUri(URI.create("http://127.0.0.1:" + port));
        return instance;
    }

    @Test
    void theGatewayIsStopped_andAnswersWhatItTook() throws Exception {
        WebServer service = instance();
        try (var roster = identity();
                ConfigurableApplicationContext gateway = gateway(roster, service.getPort(), service.getPort());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String base = base(gateway);
            await().atMost(Duration.ofSeconds(20)).until(() -> ask(base, "GET", "warm-up", false) == 200);
            Future<Integer> slow = threads.submit(() -> ask(base, "POST", "slow", false));
            await().until(() -> done.containsKey("begun slow"));

            gateway.close();

            assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo(200);
            assertThat(done.get("POST slow")).hasValue(1);
            assertThatThrownBy(() -> ask(base, "GET", "late", false)).isInstanceOf(java.io.UncheckedIOException.class);
        } finally {
            service.stop();
        }
    }

    private List<Integer> askUntil(AtomicBoolean stop, String base, String name, boolean keyed) {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; !stop.get(); i++) {
            statuses.add(ask(base, i % 2 == 0 ? "POST" : "GET", name + "-" + i, keyed));
            // a pause, so that some connections to the services are quiet when one of them goes
            work(Duration.ofMillis(5));
        }
        return statuses;
    }

    private int ask(String base, String method, String id, boolean keyed) {
        var caller = new Caller(base).with(tokens.parent("p"));
        String path = "/api/v1/echo/" + id;
        return method.equals("GET")
                ? caller.get(path).status()
                : caller.post(path, "{}", keyed ? new String[] {"Idempotency-Key", id} : new String[0])
                        .status();
    }

    private LittleService identity() {
        return new LittleService().on("/", (request, exchange) -> LittleService.json(exchange, 200, tokens.jwks()));
    }

    private static ConfigurableApplicationContext gateway(LittleService roster, int one, int other) {
        return new SpringApplicationBuilder(GatewayApplication.class)
                .profiles("test")
                .run(
                        "--server.port=0",
                        "--jiaxiao.redis.url=" + SharedServers.redisUrl(),
                        "--spring.cloud.discovery.client.simple.instances.roster-service[0].uri=" + roster.uri(),
                        "--spring.cloud.discovery.client.simple.instances.echo-service[0].uri=http://127.0.0.1:" + one,
                        "--spring.cloud.discovery.client.simple.instances.echo-service[1].uri=http://127.0.0.1:"
                                + other);
    }

    private static String base(ConfigurableApplicationContext gateway) {
        return "http://127.0.0.1:" + gateway.getEnvironment().getRequiredProperty("local.server.port");
    }

    private static void work(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        await().pollInterval(Duration.ofMillis(1)).pollDelay(Duration.ZERO).until(() -> System.nanoTime() > until);
    }

    /** A service's web server as Spring Boot makes it, which stays in the registry to the last: the worst case. */
    private WebServer instance() {
        var factory = new TomcatServletWebServerFactory(0);
        factory.setShutdown(Shutdown.GRACEFUL);
        WebServer server = factory.getWebServer(
                context -> context.addServlet("all", new Work()).addMapping("/"));
        server.start();
        return server;
    }

    private final class Work extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String id =
                    request.getRequestURI().substring(request.getRequestURI().lastIndexOf('/') + 1);
            boolean slow = id.startsWith("slow");
            done.computeIfAbsent("begun " + id, it -> new AtomicInteger()).incrementAndGet();
            work(Duration.ofMillis(slow ? 4_000 : 5));
            done.computeIfAbsent(request.getMethod() + " " + id, it -> new AtomicInteger())
                    .incrementAndGet();
            response.setContentType("application/json");
            response.getWriter().write("{}");
        }
    }
}
