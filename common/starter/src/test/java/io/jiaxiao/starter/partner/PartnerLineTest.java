package io.jiaxiao.starter.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.testkit.http.BareServer;
import io.jiaxiao.testkit.http.BareServer.Behaviour;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The line to a partner against a bare socket that does what no well-behaved server does. */
class PartnerLineTest {

    private static final Heard NO_ANSWER = new Heard.Unknown("NO_ANSWER");
    private static final Heard NOT_SENT = new Heard.WithoutEffect("NOT_CONNECTED");
    private static final Duration SOON = Duration.ofSeconds(4);

    private final PartnerLine line = new PartnerLine("test", Duration.ofMillis(400), Duration.ofMillis(400));

    /** One try: a request that was repeated would be seen as a second connection. */
    private Heard post(Behaviour behaviour) {
        try (var server = new BareServer(behaviour)) {
            Heard heard = post(server.uri());
            assertThat(server.connections()).isEqualTo(1);
            return heard;
        }
    }

    private Heard post(URI uri) {
        return line.post(uri, "application/json", "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    }

    private Heard get(Behaviour behaviour) {
        try (var server = new BareServer(behaviour)) {
            return line.get(server.uri());
        }
    }

    @AfterEach
    void close() {
        line.close();
    }

    @Test
    void aWholeAnswer_isHeard_andDoesNotPrintItself() {
        Heard heard = post(BareServer.answering("200 OK", "secret"));
        assertThat(heard).isInstanceOfSatisfying(Heard.Answer.class, answer -> assertThat(answer.body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("secret"));
        assertThat(heard.toString()).doesNotContain("secret");
    }

    @Test
    void aRefusedConnection_orAnUnknownName_isCertainlyWithoutEffect() {
        assertThat(post(BareServer.nobody())).isEqualTo(NOT_SENT);
        assertThat(post(URI.create("http://partner.invalid/api"))).isEqualTo(NOT_SENT);
    }

    @Test
    void silence_halfAnAnswer_andWhatIsNoHttp_areOfUnknownFate_andNotTriedAgain() {
        assertThat(post(BareServer.hangingUp())).isEqualTo(NO_ANSWER);
        assertThat(post(BareServer.silent())).isEqualTo(NO_ANSWER);
        assertThat(post(BareServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"code\":0,\"res")))
                .isEqualTo(NO_ANSWER);
        assertThat(post(BareServer.saying("550 go away\r\n\r\n"))).isEqualTo(NO_ANSWER);
    }

    @Test
    void anAnswerThatOnlyDrips_isGivenUpInTime() {
        long start = System.nanoTime();
        assertThat(post(BareServer.dripping())).isEqualTo(NO_ANSWER);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    @Test
    void anAnswerWithoutEnd_isNotReadIntoMemory() {
        assertThat(post(BareServer.endless())).isEqualTo(NO_ANSWER);
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
        String code = "HTTP_" + status;
        assertThat(post(BareServer.answering(status + " Any", "")))
                .isEqualTo(certain ? new Heard.WithoutEffect(code) : new Heard.Unknown(code));
    }

    @Test
    void whatIsFetched_isBoundedTheSameWay() {
        assertThat(get(BareServer.answering("200 OK", "file"))).isInstanceOf(Heard.Answer.class);
        assertThat(get(BareServer.answering("404 Not Found", ""))).isEqualTo(new Heard.WithoutEffect("HTTP_404"));
        assertThat(get(BareServer.endless())).isEqualTo(NO_ANSWER);
        long start = System.nanoTime();
        assertThat(get(BareServer.dripping())).isEqualTo(NO_ANSWER);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        assertThat(line.get(BareServer.nobody()))
                .as("whether it was heard is not told")
                .isEqualTo(NO_ANSWER);
    }
}
