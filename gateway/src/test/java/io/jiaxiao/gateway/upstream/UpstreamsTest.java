package io.jiaxiao.gateway.upstream;

import static io.jiaxiao.gateway.support.RawService.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.gateway.route.Importance;
import io.jiaxiao.gateway.route.ServiceSettings;
import io.jiaxiao.gateway.support.RawService;
import io.jiaxiao.gateway.upstream.Outcome.Answered;
import io.jiaxiao.gateway.upstream.Outcome.Failed;
import io.jiaxiao.gateway.upstream.Outcome.Failure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamsTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static final Header KEYED = new BasicHeader("Idempotency-Key", "k");

    private final List<RawService> services = new ArrayList<>();
    private final ToldRegistry registry = new ToldRegistry();
    private final Instances instances = new Instances(registry);
    private final ServiceSettings settings = new ServiceSettings(
            Duration.ofMillis(300),
            Duration.ofMillis(400),
            100,
            new ServiceSettings.Breaker(
                    Duration.ofSeconds(60), 1_000, 50, Duration.ofSeconds(2), 80, Duration.ofSeconds(5), 5));
    private final Upstreams upstreams =
            new Upstreams(instances, service -> settings, new UpstreamMeters(new SimpleMeterRegistry()));

    @AfterEach
    void stop() throws IOException {
        for (RawService service : services) {
            service.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE"})
    void anInstanceThatTakesNoConnection_costsNobodyTheRequest(String method) {
        RawService alive = start(UpstreamsTest::answerAll);
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
        RawService service = start(UpstreamsTest::answerAll);
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

    @Test
    void silence_isATimeout_andNotSentAgain() {
        RawService service = start((self, socket, in) -> {
            self.read(in);
            self.read(in);
        });
        register(service.port());

        assertThat(failure(send("POST", "x"))).isEqualTo(Failure.TIMED_OUT);
        assertThat(failure(send("GET", ""))).isEqualTo(Failure.TIMED_OUT);

        assertThat(service.requests())
                .filteredOn(it -> !it.startsWith("broken"))
                .hasSize(2);
    }

    @Test
    void aServerGoingDown_hasNotDoneIt_soAnotherDoes() {
        RawService down = start((self, socket, in) -> {
            self.read(in);
            say(
                    socket,
                    "HTTP/1.1 503 \r\nContent-Type: text/html\r\nContent-Length: 4\r\nConnection: close\r\n\r\ndown");
        });
        RawService alive = start(UpstreamsTest::answerAll);
        register(down.port(), alive.port());

        for (int i = 0; i < 20; i++) {
            assertThat(text(send("POST", "command " + i))).isEqualTo("ok");
        }

        assertThat(alive.requests()).hasSize(20).anyMatch(it -> it.endsWith("command 19"));
    }

    @Test
    void aServerGoingDownAlone_isNobody() {
        RawService down = start((self, socket, in) -> {
            self.read(in);
            say(socket, "HTTP/1.1 503 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        });
        register(down.port());

        assertThat(failure(send("POST", "x"))).isEqualTo(Failure.NOBODY_THERE);
    }

    @Test
    void aServicesOwn503_isItsAnswer() {
        RawService busy = start((self, socket, in) -> {
            self.read(in);
            say(
                    socket,
                    "HTTP/1.1 503 \r\nContent-Type: application/problem+json\r\nContent-Length: 2\r\nConnection: close"
                            + "\r\n\r\n{}");
        });
        register(busy.port());

        assertThat(text(send("POST", "x"))).isEqualTo("{}");
        assertThat(busy.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n",
                ""
            })
    void whatIsNoAnswer_isAFailure(String bytes) {
        RawService service = start((self, socket, in) -> {
            self.read(in);
            say(socket, bytes);
        });
        register(service.port());

        assertThat(failure(send("POST", "x"))).isEqualTo(Failure.BROKE_OFF);
    }

    @Test
    void aLongAnswerCutShort_cannotBeWritten() {
        RawService service = start((self, socket, in) -> {
            self.read(in);
            say(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8000\r\n" + "a".repeat(0x8000) + "\r\n");
        });
        register(service.port());
        Outcome outcome = send("GET", "");

        assertThat(outcome).isInstanceOfSatisfying(Answered.class, it -> assertThatThrownBy(
                        () -> it.answer().writeBody(new ByteArrayOutputStream()))
                .isInstanceOf(IOException.class));
    }

    @Test
    void interimAnswersAreNotTheAnswer() {
        RawService service = start((self, socket, in) -> {
            self.read(in);
            say(socket, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + OK);
        });
        register(service.port());

        assertThat(text(send("POST", "x"))).isEqualTo("ok");
    }

    @Test
    void bytesOfHeadersPassAsTheyAre() {
        RawService service = start((self, socket, in) -> {
            self.read(in);
            say(socket, "HTTP/1.1 200 OK\r\nX-Name: \u00e5\u00bc\u00a0\r\nContent-Length: 2\r\n\r\nok");
        });
        register(service.port());

        assertThat(send("GET", "")).isInstanceOfSatisfying(Answered.class, it -> assertThat(
                        it.answer().headers())
                .anyMatch(header -> header.getValue().equals("\u00e5\u00bc\u00a0")));
    }

    @Test
    void keysAreHadEvenWhenTheServiceIsLeftAlone_orNotAtAll() {
        RawService service = start(UpstreamsTest::answerAll);
        register(service.port());
        assertThat(upstreams.text("s", "/auth/jwks")).isEqualTo("ok");

        assertThatThrownBy(() -> upstreams.text("other", "/auth/jwks")).isInstanceOf(IllegalStateException.class);
    }

    private static void answerAll(RawService self, Socket socket, InputStream in) throws IOException {
        while (self.read(in) != null) {
            say(socket, OK);
        }
    }

    private static void answerOnceAndVanish(RawService self, Socket socket, InputStream in) throws IOException {
        self.read(in);
        say(socket, OK);
    }

    private RawService start(RawService.Connection behaviour) {
        var service = new RawService(behaviour);
        services.add(service);
        return service;
    }

    private void register(int... ports) {
        registry.say("s", ports);
    }

    private static int deadPort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome send(String method, String body, Header... headers) {
        RequestBody sent =
                body.isEmpty() ? new RequestBody.None() : new RequestBody.Short(body.getBytes(StandardCharsets.UTF_8));
        return upstreams.send(new UpstreamCall(
                "s", settings, settings.readTimeout(), Importance.NORMAL, method, "/x", List.of(headers), sent));
    }

    private static String text(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Answered.class);
        var out = new ByteArrayOutputStream();
        try {
            ((Answered) outcome).answer().writeBody(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Failure failure(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Failed.class);
        return ((Failed) outcome).failure();
    }
}
