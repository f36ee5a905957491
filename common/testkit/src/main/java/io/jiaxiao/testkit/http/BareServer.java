package io.jiaxiao.testkit.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server at a bare socket, for what no well-behaved one does. It reads each request whole and then does as it was told. */
public final class BareServer implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
    private static final int BLOCK = 64 * 1024;
    private static final int BLOCKS = 16 * 1024;

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();

    /** What a connection does once the request has come in; it is closed afterwards. */
    public interface Behaviour {
        void with(Socket client) throws IOException;
    }

    public BareServer(Behaviour behaviour) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> listen(behaviour));
    }

    /** Closes the connection without a word. */
    public static Behaviour hangingUp() {
        return client -> {};
    }

    /** Until the caller hangs up. */
    public static Behaviour silent() {
        return client -> client.getInputStream().read();
    }

    /** These bytes, HTTP or not. */
    public static Behaviour saying(String bytes) {
        return client -> client.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
    }

    /** @param status such as {@code 200 OK} */
    public static Behaviour answering(String status, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return saying("HTTP/1.1 " + status + "\r\nLocation: /elsewhere\r\nContent-Length: " + length
                + "\r\nConnection: close\r\n\r\n" + body);
    }

    /** A byte of a long answer ten times a second, until the caller hangs up. */
    public static Behaviour dripping() {
        return client -> {
            OutputStream out = client.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            client.setSoTimeout(100);
            do {
                out.write(' ');
                out.flush();
            } while (isThere(client));
        };
    }

    /** The socket's own time-out, so that nothing sleeps. */
    private static boolean isThere(Socket client) throws IOException {
        try {
            return client.getInputStream().read() >= 0;
        } catch (SocketTimeoutException stillThere) {
            return true;
        }
    }

    /** A gigabyte. */
    public static Behaviour endless() {
        return client -> {
            OutputStream out = client.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] lots = new byte[BLOCK];
            for (int i = 0; i < BLOCKS; i++) {
                out.write(lots);
            }
        };
    }

    /** Where nobody listens. */
    public static URI nobody() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** How often it was connected to. */
    public int connections() {
        return connections.get();
    }

    private void listen(Behaviour behaviour) {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client, behaviour));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket client, Behaviour behaviour) {
        try (client) {
            readRequest(client.getInputStream());
            behaviour.with(client);
        } catch (IOException gone) {
            // The client hung up, which some behaviours provoke.
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("hung up");
            }
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        if (length.find()) {
            in.readNBytes(Integer.parseInt(length.group(1)));
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
