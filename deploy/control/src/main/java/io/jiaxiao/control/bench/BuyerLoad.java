package io.jiaxiao.control.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Prepared requests, each sent once, over so many kept connections: as fast as they are answered, or at a stated pace. */
final class BuyerLoad {

    private final int port;
    private final List<byte[]> requests;
    private final long[] nanos;
    private final AtomicInteger next = new AtomicInteger();
    private long start;
    private double everyNanos;
    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();

    BuyerLoad(int port, List<byte[]> requests) {
        this.port = port;
        this.requests = requests;
        this.nanos = new long[requests.size()];
    }

    /** @param statuses how many answers had which status */
    record Result(Map<Integer, LongAdder> statuses, Duration time, long[] nanos) {

        long with(int status) {
            LongAdder count = statuses.get(status);
            return count == null ? 0 : count.sum();
        }

        double perSecond() {
            return nanos.length / (time.toMillis() / 1_000.0);
        }

        double millisAt(double quantile) {
            return nanos[(int) Math.min(nanos.length - 1, Math.round(quantile * nanos.length))] / 1_000_000.0;
        }
    }

    Result run(int connections) {
        return run(connections, Double.POSITIVE_INFINITY);
    }

    /** So many a second, however long they take: what waits behind a slow one is slow too. */
    Result run(int connections, double perSecond) {
        start = System.nanoTime();
        everyNanos = 1_000_000_000.0 / perSecond;
        List<Future<?>> running;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            running = IntStream.range(0, connections)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        connection();
                        return null;
                    }))
                    .toList();
        }
        long took = System.nanoTime() - start;
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("the load could not be made: " + e.getCause(), e);
            }
        }
        Arrays.sort(nanos);
        return new Result(statuses, Duration.ofNanos(took), nanos);
    }

    /** A connection the other side ends after so many requests is opened again, as any client would. */
    private void connection() throws IOException {
        int turn = next.getAndIncrement();
        while (turn < requests.size()) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(30_000);
                InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
                boolean kept = true;
                while (kept && turn < requests.size()) {
                    long sent = due(turn);
                    socket.getOutputStream().write(requests.get(turn));
                    kept = answer(in);
                    nanos[turn] = System.nanoTime() - sent;
                    turn = next.getAndIncrement();
                }
            }
        }
    }

    /** Waits for the request's moment, if it has one. */
    private long due(int turn) {
        if (everyNanos == 0) {
            return System.nanoTime();
        }
        long due = start + (long) (turn * everyNanos);
        LockSupport.parkNanos(due - System.nanoTime());
        return due;
    }

    /** @return whether the connection stays */
    private boolean answer(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).substring(9, 12));
        statuses.computeIfAbsent(status, code -> new LongAdder()).increment();
        long length = 0;
        boolean chunked = false;
        boolean kept = true;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(line.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = true;
            } else if (lower.equals("connection: close")) {
                kept = false;
            }
        }
        if (!chunked) {
            in.skipNBytes(length);
            return kept;
        }
        long chunk = Long.parseLong(line(in), 16);
        while (chunk > 0) {
            in.skipNBytes(chunk);
            line(in);
            chunk = Long.parseLong(line(in), 16);
        }
        line(in);
        return kept;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the other side closed in the middle of an answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** @param body JSON in ASCII */
    static byte[] post(String path, String token, String key, String body) {
        return ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nAuthorization: Bearer "
                        + token
                        + "\r\nIdempotency-Key: " + key + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
