package io.jiaxiao.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is healthy only because something listens. */
class HealthTest {

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "-LOADING\r\n",
                "\0\0\0\u0010nonsense, nonsense"
            })
    void aStrangerThatAnswersNonsense_isNotTakenForTheServer(String answer) throws IOException {
        try (ServerSocket stranger = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerAll(stranger, answer));
            int port = stranger.getLocalPort();
            EmbeddedServers servers = EmbeddedServers.at(home, new Ports(port, port, port, port, port));

            assertThat(List.of(servers.mariaDb("secret"), servers.redis(), servers.rocketMq()))
                    .noneMatch(EmbeddedServer::healthy);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1})
    void whoIsNotThere_isNotHealthy(int portOfNobody) {
        EmbeddedServers servers = EmbeddedServers.at(
                home, new Ports(portOfNobody, portOfNobody, portOfNobody, portOfNobody, portOfNobody));

        assertThat(Stream.of(servers.mariaDb("secret"), servers.redis(), servers.rocketMq(), servers.nacos()))
                .noneMatch(EmbeddedServer::healthy);
    }

    private static void answerAll(ServerSocket stranger, String answer) {
        while (!stranger.isClosed()) {
            try (Socket client = stranger.accept()) {
                client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                if (!stranger.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
