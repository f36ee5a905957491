package io.jiaxiao.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Nacos, standalone, for service discovery; sign-in is off because it is reachable from this machine only.
 *
 * <p>It knows an instance as long as that instance is connected and keeps nothing on disk: after a kill the clients
 * register again by themselves. Persistent instances and configuration are not there.
 */
public final class NacosServer implements EmbeddedServer {

    private static final int GRPC = 1000;
    private static final int RAFT = -1000;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final ServerHome home;
    private final int port;
    private final JavaProgram program;

    NacosServer(ServerHome home, int port) {
        this.home = home;
        this.port = port;
        this.program = new JavaProgram(home, "nacos-2.2.4", "io.jiaxiao.embedded.nacos.NacosLauncher");
    }

    @Override
    public String name() {
        return "nacos";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port, port + GRPC, port + RAFT);
    }

    @Override
    public void prepare() {
        program.unpack();
        try {
            Files.createDirectories(workDir());
            Folders.emptied(temporary());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not prepare Nacos: " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> command() {
        return program.command(
                List.of(
                        "-Xms64m",
                        "-Xmx256m",
                        "-XX:MaxDirectMemorySize=64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xshare:auto",
                        "-Duser.home=" + workDir(),
                        "-Djava.io.tmpdir=" + temporary(),
                        "-Dnacos.home=" + workDir(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.util=ALL-UNNAMED"),
                List.of(Integer.toString(port)));
    }

    private Path temporary() {
        return workDir().resolveSibling(name() + "-tmp");
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

    /** Nacos says that it is up, and its gRPC side, which clients use, and Raft take connections. */
    @Override
    public boolean healthy() {
        URI status = URI.create("http://127.0.0.1:" + port + "/nacos/v1/ns/operator/metrics");
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(status).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                    && answer.body().contains("\"UP\"")
                    && listens(port + GRPC)
                    && listens(port + RAFT);
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean listens(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), (int) TIMEOUT.toMillis());
            return true;
        }
    }

    @Override
    public Duration startLimit() {
        return Duration.ofSeconds(90);
    }

    /** What services are given: {@code 127.0.0.1:PORT}. */
    public String address() {
        return "127.0.0.1:" + port;
    }
}
