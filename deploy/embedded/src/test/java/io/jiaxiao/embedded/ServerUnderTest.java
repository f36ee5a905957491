package io.jiaxiao.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One server in a home of its own, on ports that were free. */
final class ServerUnderTest<S extends EmbeddedServer> implements AutoCloseable {

    final S server;
    private final Path run;
    private LocalProcess process;

    ServerUnderTest(Path home, S server) {
        this.run = home.resolve("run");
        this.server = server;
        this.process = start();
    }

    /** The large programs are unpacked once per machine. */
    static EmbeddedServers servers(Path home) {
        EmbeddedServers servers = EmbeddedServers.at(home, Ports.free());
        String shared = System.getProperty("jiaxiao.home");
        return shared == null ? servers : servers.programsIn(Path.of(shared, "bin"));
    }

    void killAndStartAgain() {
        process.kill();
        assertThat(server.healthy()).isFalse();
        process = start();
    }

    void stopAndStartAgain() {
        assertThat(process.stop(Duration.ofSeconds(60)))
                .as("ended when asked to")
                .isTrue();
        process = start();
    }

    LocalProcess process() {
        return process;
    }

    /** A neighbour on the network must not reach it: none of its ports answers on an address that is not loopback. */
    void assertOnLoopbackOnly() throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        for (int port : server.ports()) {
            try (Socket loopback = new Socket()) {
                loopback.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            }
            for (InetAddress other : others) {
                assertThatThrownBy(() -> connect(other, port))
                        .as(other + ":" + port)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    private static void connect(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
        }
    }

    private LocalProcess start() {
        LocalProcess started = server.start(run);
        server.awaitHealthy(started);
        return started;
    }

    @Override
    public void close() {
        process.kill();
    }
}
