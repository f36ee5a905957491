package io.jiaxiao.mall.supply.jd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.supply.call.PartnerLine;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The wire against a bare socket that does what no well-behaved server does. */
class JdPostTest {

    private static final JdAnswer NO_ANSWER = new JdAnswer.Silent("NO_ANSWER");
    private static final JdAnswer UNREADABLE = new JdAnswer.Silent("UNREADABLE_ANSWER");

    private final AtomicInteger connections = new AtomicInteger();
    private final PartnerLine line = new PartnerLine("jd", Duration.ofMillis(500), Duration.ofMillis(500), 64 * 1024);
    private ServerSocket server;

    /** What a connection does once the request has come in. */
    private interface Behaviour {
        void with(Socket client) throws IOException;
    }

    private JdAnswer askOf(Behaviour behaviour) {
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
        return new JdPost(line, URI.create("http://127.0.0.1:" + server.getLocalPort() + "/jd"))
                .send("/api/order/submitOrder", Map.of("name", "王小明", "token", "t"));
    }

    private static void serve(Socket client, Behaviour behaviour) {
        try (client) {
            readRequest(client);
            behaviour.with(client);
        } catch (IOException gone) {
            // The client hung up, which some of these behaviours provoke.
        }
    }

    private static void readRequest(Socket client) throws IOException {
        InputStream in = client.getInputStream();
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

    private static Behaviour answering(String status, String body) {
        return client -> client.getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                                + "\r\nConnection: close\r\n\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        if (server != null) {
            server.close();
        }
    }

    @Test
    void whateverIsNoEnvelopeOfTheirs_isOfUnknownFate() throws IOException {
        for (String body : List.of(
                "",
                "null",
                "[]",
                "<html>busy</html>",
                "{\"success\":true}",
                "{\"success\":\"yes\",\"resultCode\":\"0001\"}",
                "{\"success\":true,\"resultCode\":\"\"}",
                "{\"success\":true,\"resultCode\":{\"a\":1}}",
                "{\"success\":true,\"resultCode\":\"0001\",\"result\":{")) {
            assertThat(askOf(answering("200 OK", body))).as(body).isEqualTo(UNREADABLE);
            server.close();
        }
    }

    @Test
    void anOddButClearEnvelope_isRead() {
        JdAnswer answer = askOf(
                answering("200 OK", "{\" success \":\"true\",\"resultCode\":\"0001\",\"extra\":[1],\"result\":null}"));
        assertThat(answer).isInstanceOf(JdAnswer.Told.class);
        assertThat(answer.code()).isEqualTo("0001");
    }

    @Test
    void whatStandsBeforeJd_turnedItAway_andBehindA500AnythingMayHaveHappened() throws IOException {
        assertThat(askOf(answering("302 Found", ""))).isEqualTo(new JdAnswer.NotMade("HTTP_302"));
        server.close();
        assertThat(askOf(answering("403 Forbidden", "no"))).isEqualTo(new JdAnswer.NotMade("HTTP_403"));
        server.close();
        assertThat(askOf(answering("502 Bad Gateway", "no"))).isEqualTo(new JdAnswer.Silent("HTTP_502"));
        assertThat(connections).hasValue(3);
    }

    @Test
    void silence_halfAnAnswer_andWhatIsNoHttp_areOfUnknownFate_andNeverTriedAgain() throws IOException {
        assertThat(askOf(client -> {})).isEqualTo(NO_ANSWER);
        server.close();
        assertThat(askOf(client -> client.getInputStream().read())).isEqualTo(NO_ANSWER);
        server.close();
        assertThat(askOf(client ->
                        client.getOutputStream().write("550 go away\r\n\r\n".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(NO_ANSWER);
        server.close();
        assertThat(askOf(client -> client.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"success\":true"
                                .getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(NO_ANSWER);
        assertThat(connections).hasValue(4);
    }

    @Test
    void anAnswerThatOnlyDrips_isGivenUpInTime() {
        long start = System.nanoTime();
        assertThat(askOf(JdPostTest::drip)).isEqualTo(NO_ANSWER);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    /** Pauses by the socket's own time-out, so that nothing sleeps. */
    private static void drip(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        client.setSoTimeout(100);
        while (true) {
            out.write(' ');
            out.flush();
            try {
                if (client.getInputStream().read() < 0) {
                    return;
                }
            } catch (SocketTimeoutException dripAgain) {
                assertThat(dripAgain).isNotNull();
            }
        }
    }

    @Test
    void anAnswerWithoutEnd_isNotReadIntoMemory() {
        assertThat(askOf(client -> {
                    OutputStream out = client.getOutputStream();
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                    byte[] lots = new byte[64 * 1024];
                    for (int i = 0; i < 1000; i++) {
                        out.write(lots);
                    }
                }))
                .isEqualTo(NO_ANSWER);
    }

    @Test
    void aRefusedConnection_meansNothingWasSent() {
        assertThat(new JdPost(line, URI.create("http://127.0.0.1:9/jd")).send("/api/x/y", Map.of("a", "b")))
                .isEqualTo(new JdAnswer.NotMade("NOT_CONNECTED"));
        assertThat(new JdPost(line, URI.create("http://jd.invalid/jd")).send("/api/x/y", Map.of("a", "b")))
                .isEqualTo(new JdAnswer.NotMade("NOT_CONNECTED"));
    }
}
