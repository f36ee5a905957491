package io.jiaxiao.gateway.upstream;

import static io.jiaxiao.gateway.support.RawService.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.gateway.support.RawService;
import io.jiaxiao.gateway.upstream.Outcome.Answered;
import io.jiaxiao.gateway.upstream.Outcome.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of all that a service may say is an answer. */
class UpstreamAnswersTest extends UpstreamsFixture {

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
        RawService alive = start(UpstreamsFixture::answerAll);
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
        RawService service = start(UpstreamsFixture::answerAll);
        register(service.port());
        assertThat(upstreams.text("s", "/auth/jwks")).isEqualTo("ok");

        assertThatThrownBy(() -> upstreams.text("other", "/auth/jwks")).isInstanceOf(IllegalStateException.class);
    }
}
