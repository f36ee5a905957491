package io.jiaxiao.message.channel.mas;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.message.channel.OutgoingSms;
import io.jiaxiao.message.channel.Submission;
import io.jiaxiao.message.channel.Submission.Again;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The client against a bare socket that does what no well-behaved server does. */
class MasChannelTest {

    private static final OutgoingSms SMS = new OutgoingSms(new Mobile("13800000000"), "你好", null, List.of());
    private static final Submission NOT_SENT = new Submission.Refused("NOT_CONNECTED", Again.SOON);
    private static final Submission NO_ANSWER = new Submission.Unknown("NO_ANSWER");

    private final AtomicInteger connections = new AtomicInteger();
    private ServerSocket server;

    /** What a connection does once the request has come in. */
    private interface Behaviour {
        void with(Socket client) throws IOException;
    }

    private MasChannel channel(Behaviour behaviour) {
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
        return channelTo(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/mas"));
    }

    private static void serve(Socket client, Behaviour behaviour) {
        try (client) {
            behaviour.with(client);
        } catch (IOException gone) {
            // The client hung up, which some of these behaviours provoke.
        }
    }

    private static MasChannel channelTo(URI base) {
        var properties = new MasProperties(
                base, "演示企业", "demoAp", "demoSecret1", "DEMOSIGN", "", Duration.ofMillis(500), Duration.ofMillis(500));
        var json = JsonMapper.builder().build();
        return new MasChannel(new MasAccount(json, properties), new MasAnswers(json), properties);
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
        int length = Integer.parseInt(head.toString().replaceAll("(?is).*content-length: *(\\d+).*", "$1"));
        in.readNBytes(length);
    }

    private static Behaviour answering(String answer) {
        return client -> {
            readRequest(client);
            client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static String http(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\nConnection: close\r\n\r\n" + body;
    }

    @AfterEach
    void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aRefusedConnection_meansNothingWasSent() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(channelTo(URI.create("http://127.0.0.1:" + free + "/mas")).submit(SMS))
                .isEqualTo(NOT_SENT);
    }

    @Test
    void aNameNobodyKnows_meansNothingWasSent() {
        assertThat(channelTo(URI.create("http://mas.invalid/mas")).submit(SMS)).isEqualTo(NOT_SENT);
    }

    @Test
    void aConnectionClosedAfterTheRequest_isOfUnknownFate_andNotTriedAgain() {
        MasChannel channel = channel(MasChannelTest::readRequest);
        assertThat(channel.submit(SMS)).isEqualTo(NO_ANSWER);
        assertThat(connections).hasValue(1);
    }

    @Test
    void silence_isOfUnknownFate() {
        MasChannel channel = channel(client -> {
            readRequest(client);
            client.getInputStream().read();
        });
        assertThat(channel.submit(SMS)).isEqualTo(NO_ANSWER);
    }

    @Test
    void anAnswerThatOnlyDrips_isGivenUpInTime() {
        MasChannel channel = channel(client -> {
            readRequest(client);
            OutputStream out = client.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            client.setSoTimeout(100);
            while (true) {
                out.write(' ');
                out.flush();
                pause(client);
            }
        });
        long start = System.nanoTime();
        assertThat(channel.submit(SMS)).isEqualTo(NO_ANSWER);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    /** The socket's own time-out, so that nothing sleeps. */
    private static void pause(Socket client) throws IOException {
        try {
            if (client.getInputStream().read() < 0) {
                throw new IOException("hung up");
            }
        } catch (java.net.SocketTimeoutException dripAgain) {
            assertThat(dripAgain).isNotNull();
        }
    }

    @Test
    void anAnswerWithoutEnd_isNotReadIntoMemory() {
        MasChannel channel = channel(client -> {
            readRequest(client);
            OutputStream out = client.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            byte[] lots = new byte[64 * 1024];
            for (int i = 0; i < 1000; i++) {
                out.write(lots);
            }
        });
        assertThat(channel.submit(SMS)).isEqualTo(NO_ANSWER);
    }

    @Test
    void halfAnAnswer_isOfUnknownFate() {
        MasChannel channel =
                channel(answering("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"rspcod\":\"success\",\"succ"));
        assertThat(channel.submit(SMS)).isEqualTo(NO_ANSWER);
    }

    @Test
    void whatIsNoHttp_isOfUnknownFate() {
        assertThat(channel(answering("550 go away\r\n\r\n")).submit(SMS)).isEqualTo(NO_ANSWER);
    }

    @Test
    void aRedirectIsNotFollowed() {
        MasChannel channel = channel(answering(
                "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        assertThat(channel.submit(SMS)).isEqualTo(new Submission.Refused("HTTP_302", Again.AFTER_ALARM));
        assertThat(connections).hasValue(1);
    }

    @Test
    void aClearYesIsBelieved() {
        MasChannel channel =
                channel(answering(http("200 OK", "{\"msgGroup\":\"1101\",\"rspcod\":\"success\",\"success\":true}")));
        assertThat(channel.submit(SMS)).isEqualTo(new Submission.Accepted("1101"));
    }

    @Test
    void aTextThatLooksLikeAListOfNumbers_isNotSent() {
        MasChannel channel = channel(answering(http("200 OK", "")));
        var list = new OutgoingSms(new Mobile("13800000000"), " {\"13900000000\":\"x\"}", null, List.of());
        assertThat(channel.submit(list)).isEqualTo(new Submission.Refused("LOOKS_LIKE_JSON", Again.NEVER));
        assertThat(connections).hasValue(0);
    }

    @Test
    void aWithdrawnBodyIsNeverFetched_andAFetchedOneCannotBeWithdrawn() {
        var withdrawn = new ObservedBody(new byte[10]);
        assertThat(withdrawn.withdraw()).isTrue();
        var got = new Collector();
        withdrawn.subscribe(got);
        assertThat(got.failed).isTrue();
        assertThat(got.bytes).isZero();

        var fetched = new ObservedBody(new byte[10]);
        var all = new Collector();
        fetched.subscribe(all);
        assertThat(all.bytes).isEqualTo(10);
        assertThat(fetched.withdraw()).isFalse();
    }

    private static final class Collector implements java.util.concurrent.Flow.Subscriber<java.nio.ByteBuffer> {
        private int bytes;
        private boolean failed;

        @Override
        public void onSubscribe(java.util.concurrent.Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(java.nio.ByteBuffer item) {
            bytes += item.remaining();
        }

        @Override
        public void onError(Throwable throwable) {
            failed = true;
        }

        @Override
        public void onComplete() {
            assertThat(failed).isFalse();
        }
    }
}
