package io.jiaxiao.mall.supply.jd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.starter.partner.PartnerLine;
import io.jiaxiao.testkit.http.BareServer;
import io.jiaxiao.testkit.http.BareServer.Behaviour;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of what JD, or something in front of it, does; how that is heard is the line's. */
class JdPostTest {

    private static final JdAnswer NO_ANSWER = new JdAnswer.Silent("NO_ANSWER");
    private static final JdAnswer UNREADABLE = new JdAnswer.Silent("UNREADABLE_ANSWER");

    private final PartnerLine line = new PartnerLine("jd", Duration.ofMillis(500), Duration.ofMillis(500), 64 * 1024);

    /** One try: a repeated order would be seen as a second connection. */
    private JdAnswer askOf(Behaviour behaviour) {
        try (var server = new BareServer(behaviour)) {
            JdAnswer answer = askOf(server.uri());
            assertThat(server.connections()).isEqualTo(1);
            return answer;
        }
    }

    private JdAnswer askOf(URI base) {
        return new JdPost(line, base).send("/api/order/submitOrder", Map.of("name", "王小明", "token", "t"));
    }

    @AfterEach
    void close() {
        line.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "<html>busy</html>",
                "{\"success\":true}",
                "{\"success\":\"yes\",\"resultCode\":\"0001\"}",
                "{\"success\":true,\"resultCode\":\"\"}",
                "{\"success\":true,\"resultCode\":{\"a\":1}}",
                "{\"success\":true,\"resultCode\":\"0001\",\"result\":{"
            })
    void whateverIsNoEnvelopeOfTheirs_isOfUnknownFate(String body) {
        assertThat(askOf(BareServer.answering("200 OK", body))).isEqualTo(UNREADABLE);
    }

    @Test
    void anOddButClearEnvelope_isRead() {
        JdAnswer answer = askOf(BareServer.answering(
                "200 OK", "{\" success \":\"true\",\"resultCode\":\"0001\",\"extra\":[1],\"result\":null}"));
        assertThat(answer).isInstanceOf(JdAnswer.Told.class);
        assertThat(answer.code()).isEqualTo("0001");
    }

    @Test
    void whatStandsBeforeJd_turnedItAway_andBehindA500AnythingMayHaveHappened() {
        assertThat(askOf(BareServer.answering("302 Found", ""))).isEqualTo(new JdAnswer.NotMade("HTTP_302"));
        assertThat(askOf(BareServer.answering("403 Forbidden", "no"))).isEqualTo(new JdAnswer.NotMade("HTTP_403"));
        assertThat(askOf(BareServer.answering("502 Bad Gateway", "no"))).isEqualTo(new JdAnswer.Silent("HTTP_502"));
    }

    @Test
    void silence_halfAnAnswer_andAnEndlessOne_areOfUnknownFate_andNeverTriedAgain() {
        assertThat(askOf(BareServer.hangingUp())).isEqualTo(NO_ANSWER);
        assertThat(askOf(BareServer.silent())).isEqualTo(NO_ANSWER);
        assertThat(askOf(BareServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"success\":true")))
                .isEqualTo(NO_ANSWER);
        assertThat(askOf(BareServer.endless())).isEqualTo(NO_ANSWER);
    }

    @Test
    void aRefusedConnection_meansNothingWasSent() {
        assertThat(askOf(BareServer.nobody())).isEqualTo(new JdAnswer.NotMade("NOT_CONNECTED"));
        assertThat(askOf(URI.create("http://jd.invalid/jd"))).isEqualTo(new JdAnswer.NotMade("NOT_CONNECTED"));
    }
}
