package io.jiaxiao.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Redis with an append-only file, so that rate limits and locks survive a killed process. */
public final class RedisServer implements EmbeddedServer {

    private static final String VERSION = "redis-6.2";
    private static final int TIMEOUT_MILLIS = 1000;

    /** Databases 0 to 63; tests take one each. */
    public static final int DATABASES = 64;

    private final ServerHome home;
    private final int port;

    RedisServer(ServerHome home, int port) {
        this.home = home;
        this.port = port;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public void prepare() {
        PreparedFolder.prepare(home.program(VERSION), RedisServer::unpackInto);
        try {
            Files.createDirectories(workDir());
            Files.writeString(
                    configuration(),
                    """
                    bind 127.0.0.1
                    port %d
                    dir "%s"
                    daemonize no
                    databases %d
                    appendonly yes
                    appendfsync everysec
                    save ""
                    # rewriting takes a process of its own for two seconds, and the usual 64 MB are 25,000 orders
                    auto-aof-rewrite-min-size 256mb
                    # 256 MB were full, and every decision of risk degraded, after 150,000 people redeemed something
                    maxmemory 1gb
                    maxmemory-policy noeviction
                    """
                            .formatted(port, workDir(), DATABASES));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not prepare Redis: " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> command() {
        return List.of(
                home.program(VERSION).resolve("redis-server").toString(),
                configuration().toString());
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public Path workDir() {
        return home.data(name());
    }

    @Override
    public Path logFile() {
        return home.log(name());
    }

    /** PING; while the append-only file is being read the answer is LOADING, which is not healthy yet. */
    @Override
    public boolean healthy() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("+PONG".length());
            return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public Duration startLimit() {
        return Duration.ofSeconds(20);
    }

    /** What services are given: {@code redis://127.0.0.1:PORT}. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    private Path configuration() {
        return workDir().resolve("redis.conf");
    }

    private static void unpackInto(Path folder) throws IOException {
        String packed = packedName();
        try (InputStream program = RedisServer.class.getClassLoader().getResourceAsStream(packed)) {
            if (program == null) {
                throw new IllegalStateException("There is no embedded Redis for " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch") + ": set JX_REDIS_URL to a Redis server");
            }
            Path target = folder.resolve("redis-server");
            Files.copy(program, target);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** The names inside com.github.codemonstur:embedded-redis 1.4.4. */
    private static String packedName() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean arm = System.getProperty("os.arch", "").equals("aarch64");
        if (os.contains("mac")) {
            return arm ? "redis-server-6.2.6-v5-darwin-arm64" : "redis-server-6.2.6-v5-darwin-amd64";
        }
        return arm ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64";
    }
}
