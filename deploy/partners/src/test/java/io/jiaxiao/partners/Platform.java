package io.jiaxiao.partners;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform's side of the callbacks: takes reports and uplink texts, and answers 200 unless told otherwise. */
final class Platform implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Integer>> answers = new ConcurrentHashMap<>();

    /** @param at order of arrival in the terms of {@link System#nanoTime} */
    record Call(String path, String contentType, JsonNode body, long at) {
        String field(String name) {
            return body.get(name).stringValue();
        }
    }

    Platform() {
        this(0);
    }

    /** @param port to listen on; 0 for any free one */
    Platform(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        server.createContext("/", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /** The next callbacks about this number are answered so; after that 200 again. */
    void willAnswer(String mobile, Integer... statuses) {
        answers.put(mobile, new ConcurrentLinkedQueue<>(List.of(statuses)));
    }

    List<Call> callsAbout(String mobile) {
        return calls.stream()
                .filter(call -> call.field("mobile").equals(mobile))
                .toList();
    }

    List<Call> calls() {
        return calls;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            calls.add(new Call(exchange.getRequestURI().getPath(), type, body, System.nanoTime()));
            Queue<Integer> planned =
                    answers.getOrDefault(body.get("mobile").stringValue(), new ConcurrentLinkedQueue<>());
            Integer status = planned.poll();
            exchange.sendResponseHeaders(status == null ? 200 : status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
