package io.jiaxiao.partners;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jiaxiao.partners.alipay.GatewayCall;
import io.jiaxiao.partners.kefei.ChargeRequest;
import io.jiaxiao.partners.niannianka.CardRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A simulator with the suppliers quick, and the platform's ear for their callbacks: one for all classes of a run. */
abstract class SupplierFixture {

    static final JsonMapper JSON = new JsonMapper();

    private static final AtomicLong NUMBERS = new AtomicLong(13_800_000_000L);
    private static final AtomicLong ORDERS = new AtomicLong();

    static final Ear ear = new Ear();
    static final Simulator simulator = Simulator.start(
            new Platform(),
            "jiaxiao.niannianka.app-secret=" + CardRequest.SECRET,
            "jiaxiao.partners.niannianka.callback-url=" + ear.url() + "/callback/niannianka/{pathToken}",
            "jiaxiao.partners.niannianka.untreated-for=30ms",
            "jiaxiao.partners.niannianka.processing-for=60ms",
            "jiaxiao.partners.niannianka.push-again-after=40ms,40ms,40ms,40ms",
            "jiaxiao.partners.alipay.private-key=" + GatewayCall.alipayPrivate(),
            "jiaxiao.alipay.merchant-public-key=" + GatewayCall.merchantPublic(),
            "jiaxiao.partners.alipay.notify-again-after=40ms,40ms,40ms,40ms",
            "jiaxiao.partners.alipay.bills-of-today=true",
            "jiaxiao.kefei.md5-key=" + ChargeRequest.KEY,
            "jiaxiao.partners.kefei.step=40ms",
            "jiaxiao.partners.kefei.push-again-after=40ms,40ms,40ms,40ms");

    @AfterEach
    void noFaultStays() {
        simulator.delete("/faults");
    }

    /** A 移动 number that no test used, and that no chaos plan touches. */
    static String aNumber() {
        return String.valueOf(NUMBERS.incrementAndGet());
    }

    static String anOrderNo() {
        return "T%06d".formatted(ORDERS.incrementAndGet());
    }

    static void order(String partner, String target, String faults) {
        Simulator.Answer answer = simulator.put("/faults/" + partner + "/" + target, faults);
        if (answer.status() != 200) {
            throw new AssertionError("The faults were not accepted: " + answer);
        }
    }

    static JsonNode journal(String partner, String number) {
        return simulator
                .get("/journal?partner=" + partner + "&number=" + number)
                .json()
                .get("entries");
    }

    static JsonNode ask(CardRequest request) {
        return simulator
                .post(CardRequest.PATH, "application/json", request.body())
                .json();
    }

    static Simulator.Answer ask(ChargeRequest request, String contentType) {
        return simulator.sendBytes(simulator
                .request(ChargeRequest.PATH)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(request.body())));
    }

    static JsonNode ask(ChargeRequest request) {
        return ask(request, ChargeRequest.CONTENT_TYPE).json();
    }

    /** Hears callbacks; answers 200 with the word it was told for whoever is named in the body. */
    static final class Ear implements AutoCloseable {

        private final HttpServer server;
        private final List<Heard> heard = new CopyOnWriteArrayList<>();
        private final Map<String, Queue<String>> answers = new ConcurrentHashMap<>();
        private final Map<String, String> usual = Map.of("/callback/kefei", "OK");

        record Heard(String path, String contentType, String body) {}

        Ear() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
            server.createContext("/", this::hear);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        void willAnswer(String order, String... words) {
            answers.put(order, new ConcurrentLinkedQueue<>(List.of(words)));
        }

        List<Heard> about(String order) {
            return heard.stream().filter(each -> each.body().contains(order)).toList();
        }

        private void hear(HttpExchange exchange) throws IOException {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                String path = exchange.getRequestURI().getPath();
                Queue<String> planned = answers.entrySet().stream()
                        .filter(each -> body.contains(each.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseGet(ConcurrentLinkedQueue::new);
                String next = planned.poll();
                String word = next == null ? usual.getOrDefault(path, "success") : next;
                heard.add(new Heard(path, exchange.getRequestHeaders().getFirst("Content-Type"), body));
                byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
