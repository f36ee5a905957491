package io.jiaxiao.message.channel.mas;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.message.channel.Submission;
import io.jiaxiao.message.channel.Submission.Again;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class MasAnswersTest {

    private static Submission read(String body) {
        return new MasAnswers(JsonMapper.builder().build()).read(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aClearYesIsAccepted() {
        assertThat(read("{\"msgGroup\":\"0112233445566778899001\",\"rspcod\":\"success\",\"success\":true}"))
                .isEqualTo(new Submission.Accepted("0112233445566778899001"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SystemBusy",
                "InternalError",
                "RequestTimeout",
                "TransportError",
                "QueueOverLimit",
                "SenderNotStarted"
            })
    void aBusyChannelIsTriedAgain(String rspcod) {
        assertThat(refusal(rspcod)).isEqualTo(new Submission.Refused(rspcod, Again.SOON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FlowOverLimit", "RequestTooOften"})
    void ourOwnHasteIsNoTroubleOfTheChannel(String rspcod) {
        assertThat(refusal(rspcod)).isEqualTo(new Submission.Refused(rspcod, Again.SLOWER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "InvalidUsrOrPwd",
                "IllegalIpAddress",
                "PrepayBalanceZero",
                "OverDailyMax",
                "dailyMaxNumZero",
                "NoSignId"
            })
    void whatAPersonMustPutRightRaisesAnAlarm(String rspcod) {
        assertThat(refusal(rspcod)).isEqualTo(new Submission.Refused(rspcod, Again.AFTER_ALARM));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IllegalMac",
                "IllegalSignId",
                "InvalidMessage",
                "InvalidMobile",
                "ErrGlobalBlackList",
                "ContainSensitiveWord",
                "IllegalTemplateId",
                "NeverHeardOf"
            })
    void everythingElseIsAboutTheMessage(String rspcod) {
        assertThat(refusal(rspcod)).isEqualTo(new Submission.Refused(rspcod, Again.NEVER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "null",
                "{}",
                "{\"rspcod\":\"success\",\"success\":false,\"msgGroup\":\"1\"}",
                "{\"rspcod\":\"SystemBusy\",\"success\":true,\"msgGroup\":\"1\"}",
                "{\"rspcod\":\"\",\"success\":false}",
                "{\"rspcod\":\"drop table; --\",\"success\":false}",
                "{\"rspcod\":\"success\",\"success\":true}",
                "{\"rspcod\":\"success\",\"success\":true,\"msgGroup\":\"\"}",
                "{\"rspcod\":{\"a\":1},\"success\":[]}"
            })
    void anAnswerThatContradictsItselfOrSaysNothingIsUnknown(String body) {
        assertThat(read(body)).isInstanceOf(Submission.Unknown.class);
    }

    @Test
    void everyCodeWeActOnHasAReasonInChinese() {
        Stream.of("SystemBusy", "PrepayBalanceZero", "IllegalMac", "NOT_CONNECTED", "NO_ANSWER", "HTTP_500", "MK:0024")
                .forEach(code -> assertThat(MasCodes.reason(code)).as(code).matches(".*\\p{IsHan}.*"));
        assertThat(MasCodes.reason("NeverHeardOf")).isEqualTo("NeverHeardOf");
    }

    private static Submission refusal(String rspcod) {
        return read("{\"msgGroup\":\"\",\"rspcod\":\"" + rspcod + "\",\"success\":false}");
    }
}
