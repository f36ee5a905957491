package io.jiaxiao.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where the embedded servers listen, all on 127.0.0.1.
 *
 * <p>Two of them take neighbours of their port as well: RocketMQ's broker {@code broker - 2}, Nacos
 * {@code nacos + 1000} (gRPC) and {@code nacos - 1000} (Raft).
 */
public record Ports(int mariaDb, int redis, int nameServer, int broker, int nacos) {

    public static final Ports DEFAULT = new Ports(13306, 16379, 19876, 20911, 18848);

    /** The default ports, each moved up by {@code offset}. */
    public static Ports offset(int offset) {
        return new Ports(
                DEFAULT.mariaDb + offset,
                DEFAULT.redis + offset,
                DEFAULT.nameServer + offset,
                DEFAULT.broker + offset,
                DEFAULT.nacos + offset);
    }

    /** Ports that were free a moment ago, below the range the system hands to outgoing connections. */
    public static Ports free() {
        return new Ports(free(0), free(0), free(0), free(-2, 0), free(-1000, 0, 1000));
    }

    /** Whether nobody listens on this loopback port now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int free(int... neighbours) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(23_000, 30_000);
            boolean allFree = true;
            for (int neighbour : neighbours) {
                allFree &= isFree(port + neighbour);
            }
            if (allFree) {
                return port;
            }
        }
        throw new UncheckedIOException(new IOException("No free port between 23000 and 30000 on 127.0.0.1"));
    }
}
