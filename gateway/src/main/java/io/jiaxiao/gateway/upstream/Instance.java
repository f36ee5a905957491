package io.jiaxiao.gateway.upstream;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnectionFactory;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** One process of a service: the connections kept to it, and how it behaved lately. */
final class Instance {

    /** Bytes of names and values pass as they are: no charset, so that each byte is one character. */
    private static final DefaultBHttpClientConnectionFactory CONNECTIONS = new DefaultBHttpClientConnectionFactory(
            Http1Config.custom()
                    .setBufferSize(8 * 1024)
                    .setMaxLineLength(16 * 1024)
                    .setMaxHeaderCount(200)
                    .build(),
            CharCodingConfig.DEFAULT);

    /** Shorter than any server keeps a quiet connection, so that it is not closed under a request. */
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** Quiet for longer, a connection is looked at before a request that could not be sent twice. */
    private static final long TRUSTED_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long AVOIDED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final InstanceAddress address;
    private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean avoided;
    private volatile long avoidedUntil;
    private volatile boolean gone;

    Instance(InstanceAddress address) {
        this.address = address;
    }

    InstanceAddress address() {
        return address;
    }

    int inFlight() {
        return inFlight.get();
    }

    /** It refused a connection or is going down: others are asked first for a while. */
    void avoid() {
        avoidedUntil = System.nanoTime() + AVOIDED_NANOS;
        avoided = true;
    }

    boolean isAvoided() {
        if (avoided && System.nanoTime() - avoidedUntil > 0) {
            avoided = false;
        }
        return avoided;
    }

    /**
     * A connection kept from an earlier request, or a new one.
     *
     * @param fresh   never a kept one
     * @param careful make sure that a kept one is still open at the other end
     * @throws NotConnectedException when there is no connection to be had; nothing was sent then
     */
    Lease lease(Duration connectTimeout, boolean fresh, boolean careful) throws NotConnectedException {
        inFlight.incrementAndGet();
        try {
            HttpClientConnection kept = fresh ? null : kept(careful);
            return kept != null ? new Lease(kept, true) : new Lease(connect(connectTimeout), false);
        } catch (IOException e) {
            inFlight.decrementAndGet();
            avoid();
            throw new NotConnectedException(address, e);
        }
    }

    private @Nullable HttpClientConnection kept(boolean careful) {
        for (Idle candidate = idle.pollFirst(); candidate != null; candidate = idle.pollFirst()) {
            long quiet = System.nanoTime() - candidate.since;
            if (quiet < KEPT_NANOS && (!careful || quiet < TRUSTED_NANOS || isOpen(candidate.connection))) {
                return candidate.connection;
            }
            candidate.connection.close(CloseMode.IMMEDIATE);
        }
        return null;
    }

    private static boolean isOpen(HttpClientConnection connection) {
        try {
            return !connection.isStale();
        } catch (IOException e) {
            return false;
        }
    }

    private HttpClientConnection connect(Duration timeout) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address.host(), address.port()), (int) timeout.toMillis());
            return CONNECTIONS.createConnection(socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** It left the registry: what is quiet is closed, what is at work may finish. */
    void leave() {
        gone = true;
        closeIdle();
    }

    void closeIdle() {
        for (Idle quiet = idle.pollFirst(); quiet != null; quiet = idle.pollFirst()) {
            quiet.connection.close(CloseMode.IMMEDIATE);
        }
    }

    private record Idle(HttpClientConnection connection, long since) {}

    /** A connection in use by one request. Given back exactly once. */
    final class Lease {

        private final HttpClientConnection connection;
        private final boolean used;
        private boolean done;

        private Lease(HttpClientConnection connection, boolean used) {
            this.connection = connection;
            this.used = used;
        }

        HttpClientConnection connection() {
            return connection;
        }

        /** It served a request before, so the other end may have closed it meanwhile. */
        boolean wasUsed() {
            return used;
        }

        void patience(Duration timeout) {
            connection.setSocketTimeout(Timeout.of(timeout));
        }

        /** @param reusable the answer was read to its end and the other end keeps the connection */
        void giveBack(boolean reusable) {
            if (done) {
                return;
            }
            done = true;
            inFlight.decrementAndGet();
            if (reusable && connection.isOpen()) {
                idle.addFirst(new Idle(connection, System.nanoTime()));
                if (gone) {
                    closeIdle();
                }
            } else {
                connection.close(CloseMode.IMMEDIATE);
            }
        }
    }
}
