package io.jiaxiao.mall.supply.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The line to a partner against a bare socket that does what no well-behaved server does. */
class PartnerLineTest {

    private static final Heard NO_ANSWER = new Heard.Unknown("NO_ANSWER");
    private static final Heard NOT_SENT = new Heard.WithoutEffect("NOT_CONNECTED");

    private final AtomicInteger connections = new AtomicInteger();
    private final PartnerLine line = new PartnerLine("test", Duration.ofMillis(400), Duration.ofMillis(400));
    private ServerSocket server;

    /** What a connection does once it is open. */
    private interface Behaviour {
        void with(Socket client) throws IOException;
    }

    private Heard post(Behaviour behaviour) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerSocket listening = server;
        Thread.ofVirtual().start(() -> {
            while (!listening.isClosed()) {
                try {
                    Socket client = listening.accept();
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> serve(client, behaviour));
                } catch (IOException closed) {
                    return;
                }
            }
        });
        return post("http://127.0.0.1:" + server.getLocalPort() + "/api");
    }

    private Heard post(String url) {
        return line.post(URI.create(url), "application/json", "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    }

    private static void serve(Socket client, Behaviour behaviour) {
        try (client) {
            behaviour.with(client);
        } catch (IOException gone) {
            // The client hung up, which some of these behaviours provoke.
        }
    }

    private static void readRequest(Socket client) throws IOException {
        var in = client.getInputStream();
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("hung up");
            }
            head.append((char) next);
        }
        in.readNBytes(Integer.parseInt(head.toString().replaceAll("(?is).*content-length: *(\\d+).*", "$1")));
    }

    private static Behaviour answering(String answer) {
        return client -> {
            readRequest(client);
            client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        };
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aWholeAnswer_isHeard_andDoesNotPrintItself() {
        Heard heard = post(answering("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret"));
        assertThat(heard).isInstanceOfSatisfying(Heard.Answer.class, answer -> assertThat(answer.body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("secret"));
        assertThat(heard.toString()).doesNotContain("secret");
    }

    @Test
    void aRefusedConnection_orAnUnknownName_isCertainlyWithoutEffect() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(post("http://127.0.0.1:" + free + "/api")).isEqualTo(NOT_SENT);
        assertThat(post("http://partner.invalid/api")).isEqualTo(NOT_SENT);
    }

    @Test
    void aConnectionClosedAfterTheRequest_isOfUnknownFate_andNotTriedAgain() {
        assertThat(post(PartnerLineTest::readRequest)).isEqualTo(NO_ANSWER);
        assertThat(connections).hasValue(1);
    }

    @Test
    void silence_andHalfAnAnswer_andWhatIsNoHttp_areOfUnknownFate() throws IOException {
        assertThat(post(client -> {
                    readRequest(client);
                    client.getInputStream().read();
                }))
                .isEqualTo(NO_ANSWER);
        server.close();
        assertThat(post(answering("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"code\":0,\"res")))
                .isEqualTo(NO_ANSWER);
        server.close();
        assertThat(post(answering("550 go away\r\n\r\n"))).isEqualTo(NO_ANSWER);
    }

    @Test
    void anAnswerThatOnlyDrips_isGivenUpInTime() {
        long start = System.nanoTime();
        assertThat(post(client -> {
                    readRequest(client);
                    OutputStream out = client.getOutputStream();
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    client.setSoTimeout(100);
                    while (true) {
                        out.write(' ');
                        out.flush();
                        pause(client);
                    }
                }))
                .isEqualTo(NO_ANSWER);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    /** The socket's own time-out, so that nothing sleeps. */
    private static void pause(Socket client) throws IOException {
        try {
            if (client.getInputStream().read() < 0) {
                throw new IOException("hung up");
            }
        } catch (SocketTimeoutException dripAgain) {
            assertThat(dripAgain).isNotNull();
        }
    }

    @Test
    void anAnswerWithoutEnd_isNotReadIntoMemory() {
        assertThat(post(client -> {
                    readRequest(client);
                    OutputStream out = client.getOutputStream();
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    byte[] lots = new byte[256 * 1024];
                    for (int i = 0; i < 4000; i++) {
                        out.write(lots);
                    }
                }))
                .isEqualTo(NO_ANSWER);
    }

    @ParameterizedTest
    @CsvSource({
        "302, true",
        "401, true",
        "404, true",
        "415, true",
        "408, false",
        "429, false",
        "500, false",
        "502, false",
        "503, false",
        "504, false"
    })
    void aStatusThePartnerNeverUses_isWithoutEffectOnlyWhenNothingBehindItCanHaveTakenIt(int status, boolean certain) {
        Heard heard = post(answering("HTTP/1.1 " + status
                + " Any\r\nLocation: /elsewhere\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        String code = "HTTP_" + status;
        assertThat(heard).isEqualTo(certain ? new Heard.WithoutEffect(code) : new Heard.Unknown(code));
        assertThat(connections).hasValue(1);
    }
}
