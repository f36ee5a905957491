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
import org.springframework.context.ConfigurableApplicationContext;

/** What the callers notice when a service's instance, or the gateway itself, is stopped in the middle of traffic. */
class ShutdownIT {

    private final Tokens tokens = new Tokens();
    private final Map<String, AtomicInteger> done = new ConcurrentHashMap<>();

    @Test
    void anInstanceIsStoppedInTheMiddleOfTraffic_andNoRequestIsLostOrDoneTwice() throws Exception {
        WebServer staying = instance();
        WebServer leaving = instance();
        try (var roster = identity();
                ConfigurableApplicationContext gateway = gateway(roster, staying.getPort(), leaving.getPort())) {
            String base = base(gateway);
            await().atMost(Duration.ofSeconds(20)).until(() -> ask(base, "GET", "warm-up") == 200);
            var stop = new AtomicBoolean();
            List<Future<List<Integer>>> callers = new ArrayList<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int caller = 0; caller < 12; caller++) {
                    String name = "c" + caller;
                    callers.add(threads.submit(() -> askUntil(stop, base, name)));
                }
                await().until(() -> done.size() > 300);

                var left = new CountDownLatch(1);
                leaving.shutDownGracefully(result -> left.countDown());
                assertThat(left.await(15, TimeUnit.SECONDS)).isTrue();
                leaving.stop();

                int then = done.size();
                await().until(() -> done.size() > then + 300);
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

    @Test
    void theGatewayIsStopped_andAnswersWhatItTook() throws Exception {
        WebServer service = instance();
        try (var roster = identity();
                ConfigurableApplicationContext gateway = gateway(roster, service.getPort(), service.getPort());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String base = base(gateway);
            await().atMost(Duration.ofSeconds(20)).until(() -> ask(base, "GET", "warm-up") == 200);
            Future<Integer> slow = threads.submit(() -> ask(base, "POST", "slow"));
            await().until(() -> done.containsKey("begun slow"));

            gateway.close();

            assertThat(slow.get(5, TimeUnit.SECONDS)).isEqualTo(200);
            assertThat(done.get("POST slow")).hasValue(1);
            assertThatThrownBy(() -> ask(base, "GET", "late")).isInstanceOf(java.io.UncheckedIOException.class);
        } finally {
            service.stop();
        }
    }

    private List<Integer> askUntil(AtomicBoolean stop, String base, String name) {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; !stop.get(); i++) {
            statuses.add(ask(base, i % 2 == 0 ? "POST" : "GET", name + "-" + i));
        }
        return statuses;
    }

    private int ask(String base, String method, String id) {
        var caller = new Caller(base).with(tokens.parent("p"));
        String path = "/api/v1/echo/" + id;
        return method.equals("GET")
                ? caller.get(path).status()
                : caller.post(path, "{}").status();
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
            boolean slow = id.equals("slow");
            done.computeIfAbsent("begun " + id, it -> new AtomicInteger()).incrementAndGet();
            long until = System.nanoTime() + Duration.ofMillis(slow ? 1_500 : 5).toNanos();
            await().pollInterval(Duration.ofMillis(1)).pollDelay(Duration.ZERO).until(() -> System.nanoTime() > until);
            done.computeIfAbsent(request.getMethod() + " " + id, it -> new AtomicInteger())
                    .incrementAndGet();
            response.setContentType("application/json");
            response.getWriter().write("{}");
        }
    }
}
