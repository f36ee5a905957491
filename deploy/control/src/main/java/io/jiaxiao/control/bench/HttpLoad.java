package io.jiaxiao.control.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * GET or POST requests over kept connections to this machine, one virtual thread each. Cheap on purpose: it shares its cores with
 * what it measures.
 */
final class HttpLoad {

    private static final int FIRST_REMEMBERED = 1_000;
    private static final int MOST_REMEMBERED = 200_000;

    private final int port;
    private final Supplier<byte[]> request;

    /** @param token bearer token; empty for none */
    HttpLoad(URI base, String path, String token) {
        this.port = base.getPort();
        byte[] same = (head("GET", path, token) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        this.request = () -> same;
    }

    private HttpLoad(int port, Supplier<byte[]> request) {
        this.port = port;
        this.request = request;
    }

    /** Gets another path each time; asked for by many threads at once. */
    static HttpLoad gets(URI base, String token, Supplier<String> path) {
        return new HttpLoad(
                base.getPort(), () -> (head("GET", path.get(), token) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Posts JSON, a new body each time; asked for by many threads at once. */
    HttpLoad(URI base, String path, String token, Supplier<String> body) {
        this.port = base.getPort();
        String head = head("POST", path, token) + "Content-Type: application/json\r\nContent-Length: ";
        this.request = () -> {
            String text = body.get();
            return (head + text.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + text)
                    .getBytes(StandardCharsets.UTF_8);
        };
    }

    private static String head(String method, String path, String token) {
        String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
        return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n" + authorization;
    }

    /**
     * What came of it.
     *
     * @param answered requests answered 200
     * @param failed   all others
     * @param nanos    latencies, sorted; from when a request was due, so that a queue in front of it counts
     */
    record Result(long answered, long failed, Duration time, long[] nanos) {

        double perSecond() {
            return answered / (time.toMillis() / 1_000.0);
        }

        double millisAt(double quantile) {
            if (nanos.length == 0) {
                return Double.NaN;
            }
            return nanos[(int) Math.min(nanos.length - 1, Math.round(quantile * nanos.length))] / 1_000_000.0;
        }
    }

    /** As many as are answered, with so many always under way. */
    Result saturate(int connections, Duration time) {
        return run(connections, time, 0);
    }

    /** So many a second, however long they take. */
    Result pace(int connections, Duration time, double perSecond) {
        return run(connections, time, (long) (connections * 1_000_000_000.0 / perSecond));
    }

    private Result run(int connections, Duration time, long everyNanos) {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        List<Future<Counted>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < connections; i++) {
                long first = start + everyNanos * i / connections;
                running.add(threads.submit(() -> one(first, end, everyNanos)));
            }
        }
        long answered = 0;
        long failed = 0;
        List<long[]> nanos = new ArrayList<>();
        for (Future<Counted> connection : running) {
            Counted counted = counted(connection);
            answered += counted.answered;
            failed += counted.failed;
            nanos.add(Arrays.copyOf(counted.nanos, counted.remembered));
        }
        long[] all = nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(answered, failed, Duration.ofNanos(System.nanoTime() - start), all);
    }

    private static Counted counted(Future<Counted> connection) {
        try {
            return connection.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load could not be made: " + e.getCause(), e);
        }
    }

    /** A connection the other side ends after so many requests is opened again, as any client would. */
    private Counted one(long first, long end, long everyNanos) throws IOException {
        var counted = new Counted();
        long due = first;
        while (System.nanoTime() < end) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(10_000);
                InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
                boolean kept = true;
                while (kept && System.nanoTime() < end) {
                    if (everyNanos > 0) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    } else {
                        due = System.nanoTime();
                    }
                    socket.getOutputStream().write(request.get());
                    kept = counted.read(in);
                    counted.remember(System.nanoTime() - due);
                    due += everyNanos;
                }
            }
        }
        return counted;
    }

    private static final class Counted {

        private final byte[] buffer = new byte[8 * 1024];
        private long[] nanos = new long[FIRST_REMEMBERED];
        private int remembered;
        private long answered;
        private long failed;

        void remember(long took) {
            if (remembered == nanos.length && remembered < MOST_REMEMBERED) {
                nanos = Arrays.copyOf(nanos, Math.min(MOST_REMEMBERED, remembered * 2));
            }
            if (remembered < nanos.length) {
                nanos[remembered++] = took;
            }
        }

        /** @return whether the connection stays */
        boolean read(InputStream in) throws IOException {
            String line = line(in);
            if (line.startsWith("HTTP/1.1 200")) {
                answered++;
            } else {
                failed++;
            }
            long length = 0;
            boolean chunked = false;
            boolean kept = true;
            for (line = line(in); !line.isEmpty(); line = line(in)) {
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
                skip(in, length);
                return kept;
            }
            long chunk = Long.parseLong(line(in), 16);
            while (chunk > 0) {
                skip(in, chunk);
                line(in);
                chunk = Long.parseLong(line(in), 16);
            }
            line(in);
            return kept;
        }

        private void skip(InputStream in, long length) throws IOException {
            long left = length;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new EOFException();
                }
                left -= read;
            }
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
    }
}
