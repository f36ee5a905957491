package io.jiaxiao.message.channel.mas;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.message.channel.OutgoingSms;
import io.jiaxiao.message.channel.Submission;
import io.jiaxiao.message.channel.Submission.Again;
import io.jiaxiao.testkit.http.BareServer;
import io.jiaxiao.testkit.http.BareServer.Behaviour;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What is made of what 云MAS, or something in front of it, does; how that is heard is the line's. */
class MasChannelTest {

    private static final OutgoingSms SMS = new OutgoingSms(new Mobile("13800000000"), "你好", null, List.of());
    private static final Submission NOT_SENT = new Submission.Refused("NOT_CONNECTED", Again.SOON);
    private static final Submission NO_ANSWER = new Submission.Unknown("NO_ANSWER");
    private static final String BUSY = "{\"rspcod\":\"SystemBusy\",\"success\":false}";

    /** One try: a repeated SMS would be seen as a second connection. */
    private static Submission submit(Behaviour behaviour) {
        try (var server = new BareServer(behaviour)) {
            Submission submission = submit(server.uri(), SMS);
            assertThat(server.connections()).isEqualTo(1);
            return submission;
        }
    }

    private static Submission submit(URI base, OutgoingSms sms) {
        var properties = new MasProperties(
                base, "演示企业", "demoAp", "demoSecret1", "DEMOSIGN", "", Duration.ofMillis(500), Duration.ofMillis(500));
        var json = JsonMapper.builder().build();
        try (var channel = new MasChannel(new MasAccount(json, properties), new MasAnswers(json), properties)) {
            return channel.submit(sms);
        }
    }

    @Test
    void aRefusedConnection_orANameNobodyKnows_meansNothingWasSent() {
        assertThat(submit(BareServer.nobody(), SMS)).isEqualTo(NOT_SENT);
        assertThat(submit(URI.create("http://mas.invalid/mas"), SMS)).isEqualTo(NOT_SENT);
    }

    @Test
    void silence_halfAnAnswer_andAnEndlessOne_areOfUnknownFate() {
        assertThat(submit(BareServer.hangingUp())).isEqualTo(NO_ANSWER);
        assertThat(submit(BareServer.silent())).isEqualTo(NO_ANSWER);
        assertThat(submit(BareServer.saying(
                        "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"rspcod\":\"success\",\"succ")))
                .isEqualTo(NO_ANSWER);
        assertThat(submit(BareServer.endless())).isEqualTo(NO_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 400, 401, 403, 404, 413})
    void whatStoppedBeforeTheChannelWasNotTaken_andStaysSoUntilSomebodyLooks(int status) {
        assertThat(submit(BareServer.answering(status + " Any", "")))
                .isEqualTo(new Submission.Refused("HTTP_" + status, Again.AFTER_ALARM));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void aServerErrorMayHideAnAcceptance(int status) {
        assertThat(submit(BareServer.answering(status + " Any", BUSY)))
                .isEqualTo(new Submission.Unknown("HTTP_" + status));
    }

    @Test
    void aClearYesIsBelieved() {
        assertThat(submit(BareServer.answering(
                        "200 OK", "{\"msgGroup\":\"1101\",\"rspcod\":\"success\",\"success\":true}")))
                .isEqualTo(new Submission.Accepted("1101"));
    }

    @Test
    void aTextThatLooksLikeAListOfNumbers_isNotSent() {
        var list = new OutgoingSms(new Mobile("13800000000"), " {\"13900000000\":\"x\"}", null, List.of());
        try (var server = new BareServer(BareServer.answering("200 OK", ""))) {
            assertThat(submit(server.uri(), list)).isEqualTo(new Submission.Refused("LOOKS_LIKE_JSON", Again.NEVER));
            assertThat(server.connections()).isZero();
        }
    }
}
