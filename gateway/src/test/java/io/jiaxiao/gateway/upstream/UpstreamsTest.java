package io.jiaxiao.gateway.upstream;

import static io.jiaxiao.gateway.support.RawService.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.gateway.support.RawService;
import io.jiaxiao.gateway.upstream.Outcome.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that fail, are kept, or die quietly: who is sent again, and who never. */
class UpstreamsTest extends UpstreamsFixture {

    private static final Header KEYED = new BasicHeader("Idempotency-Key", "k");

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void anInstanceThatTakesNoConnection_costsNobodyTheRequest(String method) {
        RawService alive = start(UpstreamsFixture::answerAll);
        register(deadPort(), alive.port());

        for (int i = 0; i < 20; i++) {
            assertThat(text(send(method, "body " + i))).isEqualTo("ok");
        }

        assertThat(alive.requests()).hasSize(20);
    }

    @Test
    void withNobodyLeft_nothingWasSent() {
        register(deadPort());

        assertThat(failure(send("POST", "x"))).isEqualTo(Failure.NOBODY_THERE);
        assertThat(failure(send("GET", ""))).isEqualTo(Failure.NOBODY_THERE);
    }

    @Test
    void oneConnectionServesManyRequests() {
        RawService service = start(UpstreamsFixture::answerAll);
        register(service.port());

        for (int i = 0; i < 10; i++) {
            assertThat(text(send(i % 2 == 0 ? "GET" : "POST", "x"))).isEqualTo("ok");
        }

        assertThat(service.connections()).isEqualTo(1);
    }

    @Test
    void aConnectionTheServiceCloses_isNotUsedAgain() {
        RawService service = start((self, socket, in) -> {
            self.read(in);
            say(socket, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
        });
        register(service.port());

        for (int i = 0; i < 3; i++) {
            assertThat(text(send("POST", "x"))).isEqualTo("ok");
        }

        assertThat(service.connections()).isEqualTo(3);
    }

    @Test
    void aKeptConnectionThatDiedQuietly_costsNoRead() {
        RawService service = start(UpstreamsTest::answerOnceAndVanish);
        register(service.port());

        for (int i = 0; i < 5; i++) {
            assertThat(text(send("GET", ""))).isEqualTo("ok");
        }
    }

    @Test
    void aKeptConnectionThatDiedQuietly_isNoticedBeforeACommandIsSent() {
        RawService service = start(UpstreamsTest::answerOnceAndVanish);
        register(service.port());

        for (int i = 0; i < 3; i++) {
            assertThat(text(send("POST", "command " + i))).isEqualTo("ok");
            long quietUntil = System.nanoTime() + Duration.ofMillis(80).toNanos();
            await().pollInterval(Duration.ofMillis(10)).until(() -> System.nanoTime() > quietUntil);
        }

        assertThat(service.requests()).filteredOn(it -> it.startsWith("POST")).hasSize(3);
    }

    @Test
    void aKeyedCommandOnAKeptConnectionThatDied_isSentAgain() {
        RawService service = start((self, socket, in) -> {
            self.read(in);
            say(socket, OK);
            self.read(in);
        });
        register(service.port());
        assertThat(text(send("POST", "first", KEYED))).isEqualTo("ok");

        assertThat(text(send("POST", "second", KEYED))).isEqualTo("ok");
        assertThat(failure(send("POST", "third")))
                .as("without a key nobody knows whether it was done")
                .isEqualTo(Failure.BROKE_OFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void aCommandThatMayHaveBeenDone_isNeverSentTwice(String method) {
        RawService service = start((self, socket, in) -> self.read(in));
        RawService other = start((self, socket, in) -> self.read(in));
        register(service.port(), other.port());

        assertThat(failure(send(method, "pay"))).isEqualTo(Failure.BROKE_OFF);

        assertThat(service.requests().size() + other.requests().size()).isEqualTo(1);
    }

    private static void answerOnceAndVanish(RawService self, Socket socket, InputStream in) throws IOException {
        self.read(in);
        say(socket, OK);
    }

    private static int deadPort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
