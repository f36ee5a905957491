package io.jiaxiao.mall.supply.jd;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.mall.supply.Delivery;
import io.jiaxiao.mall.supply.DeliveryAreas;
import io.jiaxiao.mall.supply.SupplyOrder;
import io.jiaxiao.mall.supply.call.Lanes;
import io.jiaxiao.mall.supply.fixture.SharedWords;
import io.jiaxiao.partners.PartnersApplication;
import io.jiaxiao.starter.partner.PartnerGate;
import io.jiaxiao.testkit.simulation.MovableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The client as it is, against the simulator as it is, without Spring and without servers. */
abstract class JdFixture {

    /** 小满 破壁机, in the 锦礼 pool at 239.00 yuan. */
    static final String BLENDER = "100012044160";

    /** 墨痕 地球仪, in the 锦礼 pool at 89.00 yuan. */
    static final String GLOBE = "100012045196";

    static final long GLOBE_FEN = 8900;
    static final long FREIGHT_FEN = 600;

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicLong NUMBERS = new AtomicLong(13_700_000_000L);
    private static final AtomicLong ORDERS = new AtomicLong();

    /** One simulator for all classes of a run: starting it costs seconds. Each test leaves it as on the first day. */
    static final String url = startSimulator();

    final MovableClock clock = MovableClock.at(Instant.parse("2026-11-25T02:00:00Z"));
    final SharedWords words = new SharedWords();
    final String mobile = String.valueOf(NUMBERS.incrementAndGet());
    private final List<JdClient> open = new ArrayList<>();
    JdClient client;

    private static String startSimulator() {
        ConfigurableApplicationContext simulator = PartnersApplication.start(
                "--server.port=0",
                "--jiaxiao.mas.secret-key=unused",
                "--jiaxiao.jd.client-secret=demoJdSecret",
                "--jiaxiao.jd.password=demoJdPass",
                "--jiaxiao.partners.jd.split-delay=20ms",
                "--jiaxiao.partners.jd.ship-delay=150ms",
                "--jiaxiao.partners.jd.delivery-delay=100ms",
                "--jiaxiao.partners.jd.after-sale-step=20ms",
                "--jiaxiao.partners.jd.books-of-today=true",
                "--jiaxiao.partners.jd.spaced-keys=true",
                "--jiaxiao.partners.jd.page-size=3",
                "--jiaxiao.partners.jd.messages-at-once=5");
        return "http://127.0.0.1:" + simulator.getEnvironment().getRequiredProperty("local.server.port");
    }

    @BeforeEach
    void connect() {
        client = client(new LocalShelf());
    }

    @AfterEach
    void asOnTheFirstDay() {
        send("DELETE", "/faults", "");
        send("DELETE", "/jd/control", "");
        send("PUT", "/jd/control/balance", "{\"fen\":100000000}");
        open.forEach(JdClient::close);
    }

    /** One instance of the service. */
    JdClient client(TokenShelf shelf) {
        return kept(new JdClient(account(url), shelf, FixedAreas.INSTANCE, words, clock, gate()));
    }

    /** One that is led astray. */
    JdClient client(String otherUrl) {
        return kept(new JdClient(account(otherUrl), new LocalShelf(), FixedAreas.INSTANCE, words, clock, gate()));
    }

    private JdClient kept(JdClient made) {
        open.add(made);
        return made;
    }

    static JdProperties account(String url) {
        return new JdProperties(
                URI.create(url + "/jd"),
                "demoClient",
                "demoJdSecret",
                "demoUser",
                "demoJdPass",
                "10002",
                "mall@example.com",
                "家校演示企业",
                Duration.ofMillis(500),
                Duration.ofMillis(800),
                1 << 20,
                Duration.ofMinutes(5),
                Set.of("2007"),
                Duration.ofSeconds(8),
                Duration.ofMinutes(10),
                Duration.ofSeconds(2),
                Duration.ofHours(24));
    }

    static PartnerGate gate() {
        CircuitBreakerConfig circuit = CircuitBreakerConfig.custom()
                .slidingWindowSize(10)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(80)
                .waitDurationInOpenState(Duration.ofSeconds(30))
                .build();
        RateLimiterConfig rate = RateLimiterConfig.custom()
                .limitForPeriod(10_000)
                .limitRefreshPeriod(Duration.ofSeconds(1))
                .build();
        return Lanes.gate(
                "jd", CircuitBreakerRegistry.of(circuit), BulkheadRegistry.ofDefaults(), RateLimiterRegistry.of(rate));
    }

    /** What the catalogue would have found: counties of Shenzhen and Beijing, and one town. */
    enum FixedAreas implements DeliveryAreas {
        INSTANCE;

        private static final Map<String, String> KNOWN =
                Map.of("440305", "19_1607_3638", "440305007000", "19_1607_3638_62961", "110108", "1_2800");

        @Override
        public Optional<String> area(String channel, String divisionCode) {
            return Optional.ofNullable(KNOWN.get(divisionCode));
        }
    }

    /** Without a cluster: keeps nothing for others. */
    static final class LocalShelf implements TokenShelf {
        @Override
        public Optional<JdToken> find() {
            return Optional.empty();
        }

        @Override
        public void put(JdToken token) {
            // There is nobody to share it with.
        }

        @Override
        public <T> Optional<T> alone(Supplier<T> work) {
            return Optional.of(work.get());
        }
    }

    SupplyOrder anOrder(SupplyOrder.Item... items) {
        String number = "JX" + ORDERS.incrementAndGet();
        return new SupplyOrder(number, List.of(items), null, delivery("440305", "粤海街道科技园1号"));
    }

    SupplyOrder aGlobe() {
        return anOrder(new SupplyOrder.Item(GLOBE, 1, GLOBE_FEN));
    }

    Delivery delivery(String division, String street) {
        return new Delivery(new PersonName("王小明"), new Mobile(mobile), division, street);
    }

    void order(String target, String faults) {
        send("PUT", "/faults/jd/" + target, faults);
    }

    /** The simulator's own view of an order, by our number; missing when there is none. */
    static JsonNode atJd(SupplyOrder order) {
        return JSON.readTree(answer("GET", "/jd/control/orders/" + order.number(), ""));
    }

    static boolean isAtJd(SupplyOrder order) {
        return atJd(order).path("orderState").asInt(0) == 1;
    }

    static JsonNode control() {
        return JSON.readTree(send("GET", "/jd/control", ""));
    }

    /** How often JD took or refused something of that kind in this class, by outcome. */
    static long journalled(String kind, long after) {
        JsonNode page = JSON.readTree(
                send("GET", "/journal?partner=jd&kind=" + kind.replace("/", "%2F") + "&limit=1000&after=" + after, ""));
        return page.path("total").asLong();
    }

    static long journalEnd() {
        JsonNode page = JSON.readTree(send("GET", "/journal?direction=ALL&limit=1000&after=0", ""));
        long next = 0;
        while (page.path("next").asLong() > next) {
            next = page.path("next").asLong();
            page = JSON.readTree(send("GET", "/journal?direction=ALL&limit=1000&after=" + next, ""));
        }
        return next;
    }

    static String send(String method, String path, String body) {
        String answer = answer(method, path, body);
        if (answer.contains("\"status\":4") || answer.contains("\"status\":5")) {
            throw new AssertionError(method + " " + path + ": " + answer);
        }
        return answer;
    }

    private static String answer(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
