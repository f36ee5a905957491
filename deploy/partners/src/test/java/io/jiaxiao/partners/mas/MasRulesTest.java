package io.jiaxiao.partners.mas;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.partners.journal.Line;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MasRulesTest {

    private static final String SECRET = "demoSecret1";

    private final MasRules rules = new MasRules(new MasAccount(
            "演示企业",
            "demoAp",
            SECRET,
            "106500001234",
            Map.of("DEMOSIGN", "家校"),
            Map.of(
                    "tpl0001", new Template("验证码{1}，{2}分钟有效，{1}"),
                    "tpl0002", new Template("没有变量"))));

    private static Submission plain() {
        return Submission.plain(SECRET).mobiles("13800000000").content("你好，世界");
    }

    private static Submission template(String id, String params) {
        return Submission.template(SECRET)
                .with("templateId", id)
                .with("params", params)
                .mobiles("13800000000");
    }

    private Rspcod refusal(Submission submission) {
        MasRules.Verdict verdict = rules.judge(submission.api(), submission.body());
        return verdict instanceof MasRules.Verdict.Refused refused ? refused.rspcod() : Rspcod.success;
    }

    private List<Line> accepted(Submission submission) {
        MasRules.Verdict verdict = rules.judge(submission.api(), submission.body());
        assertThat(verdict).isInstanceOf(MasRules.Verdict.Acceptable.class);
        return verdict.lines();
    }

    @Test
    void aCorrectSubmission_isAcceptable_withAndWithoutTheSecretInTheBody() {
        assertThat(refusal(plain())).isEqualTo(Rspcod.success);
        assertThat(refusal(plain().with("secretKey", SECRET))).isEqualTo(Rspcod.success);
    }

    @Test
    void aWrongAccount_isInvalidUsrOrPwd() {
        assertThat(refusal(plain().with("ecName", "别的企业"))).isEqualTo(Rspcod.InvalidUsrOrPwd);
        assertThat(refusal(plain().with("apId", "demoap"))).isEqualTo(Rspcod.InvalidUsrOrPwd);
        assertThat(refusal(plain().with("secretKey", "guess"))).isEqualTo(Rspcod.InvalidUsrOrPwd);
        assertThat(refusal(plain().with("apId", null))).isEqualTo(Rspcod.InvalidUsrOrPwd);
    }

    @Test
    void aWrongMac_isIllegalMac() {
        assertThat(refusal(plain().mac("0".repeat(32)))).isEqualTo(Rspcod.IllegalMac);
        assertThat(refusal(plain().mac(plain().rightMac().toUpperCase(java.util.Locale.ROOT))))
                .isEqualTo(Rspcod.IllegalMac);
        assertThat(refusal(plain().mac(null))).isEqualTo(Rspcod.IllegalMac);
        assertThat(refusal(Submission.plain("another").mobiles("13800000000").content("x")))
                .isEqualTo(Rspcod.IllegalMac);
        // The mac of one text over another.
        assertThat(refusal(plain().content("别的").mac(plain().rightMac()))).isEqualTo(Rspcod.IllegalMac);
    }

    @Test
    void theWordNullInTheMacForAnEmptyExtension_isIllegalMac() {
        assertThat(refusal(plain().with("addSerial", null)
                        .mac(plain().with("addSerial", "null").rightMac())))
                .isEqualTo(Rspcod.IllegalMac);
    }

    @Test
    void signs_areKnownByTheirCodeOnly() {
        assertThat(refusal(plain().with("sign", "OTHER"))).isEqualTo(Rspcod.NoSignId);
        assertThat(refusal(plain().with("sign", ""))).isEqualTo(Rspcod.NoSignId);
        assertThat(refusal(plain().with("sign", null))).isEqualTo(Rspcod.NoSignId);
        assertThat(refusal(plain().with("sign", "家校"))).isEqualTo(Rspcod.IllegalSignId);
        assertThat(refusal(plain().with("sign", "【家校】"))).isEqualTo(Rspcod.IllegalSignId);
    }

    @Test
    void numbersAreChecked() {
        assertThat(refusal(plain().mobiles(""))).isEqualTo(Rspcod.NoMobile);
        assertThat(refusal(plain().mobiles("13800000000,12345"))).isEqualTo(Rspcod.InvalidMobile);
        assertThat(refusal(plain().mobiles("13800000000,"))).isEqualTo(Rspcod.InvalidMobile);
        assertThat(refusal(plain().mobiles("13800000000, 13800000001"))).isEqualTo(Rspcod.InvalidMobile);
        assertThat(refusal(plain().mobiles("13800000000,13800000001,13800000000")))
                .isEqualTo(Rspcod.DupMobile);
    }

    @Test
    void fiveThousandNumbersAreTaken_oneMoreIsTooMany() {
        assertThat(accepted(plain().mobiles(numbers(5000)))).hasSize(5000);
        assertThat(refusal(plain().mobiles(numbers(5001)))).isEqualTo(Rspcod.TooManyMobiles);
        assertThat(refusal(template("tpl0002", "[\"\"]").mobiles(numbers(5001))))
                .isEqualTo(Rspcod.TooManyMobiles);
    }

    @Test
    void anExtension_isDigitsUpToTwentyWithTheServiceCode() {
        assertThat(refusal(plain().with("addSerial", "12345678"))).isEqualTo(Rspcod.success);
        assertThat(refusal(plain().with("addSerial", "123456789"))).isEqualTo(Rspcod.InvalidMessage);
        assertThat(refusal(plain().with("addSerial", "12a"))).isEqualTo(Rspcod.InvalidMessage);
    }

    @Test
    void anEmptyText_isInvalidMessage() {
        assertThat(refusal(plain().content(""))).isEqualTo(Rspcod.InvalidMessage);
        assertThat(refusal(plain().content(null))).isEqualTo(Rspcod.InvalidMessage);
    }

    @Test
    void manyToMany_givesEachNumberItsOwnText() {
        String content = "{\"13800000001\":\"甲\",\"13800000002\":\"乙，\\\"引号\\\"\"}";
        List<Line> expected = List.of(new Line("13800000001", "甲"), new Line("13800000002", "乙，\"引号\""));
        assertThat(accepted(plain().mobiles("").content(content))).isEqualTo(expected);
        assertThat(accepted(plain().mobiles(null).content(content))).isEqualTo(expected);
        assertThat(accepted(plain().mobiles("13800000002,13800000001").content(content)))
                .isEqualTo(expected);
    }

    @Test
    void manyToMany_isCheckedLikeTheRest() {
        assertThat(refusal(plain().mobiles("").content("{\"138\":\"甲\"}"))).isEqualTo(Rspcod.InvalidMobile);
        assertThat(refusal(plain().mobiles("").content("{\"13800000001\":\"甲\",\"13800000001\":\"乙\"}")))
                .isEqualTo(Rspcod.DupMobile);
        assertThat(refusal(plain().mobiles("").content("{\"13800000001\":\"\"}")))
                .isEqualTo(Rspcod.InvalidMessage);
        assertThat(refusal(plain().mobiles("").content("{}"))).isEqualTo(Rspcod.NoMobile);
        assertThat(refusal(plain().mobiles("").content("{\"13800000001\":1}"))).isEqualTo(Rspcod.NoMobile);
        assertThat(refusal(plain().mobiles("13800000009").content("{\"13800000001\":\"甲\"}")))
                .isEqualTo(Rspcod.InvalidMessage);
        String tooMany = LongStream.range(0, 5001)
                .mapToObj(n -> "\"" + (13_800_000_000L + n) + "\":\"甲\"")
                .collect(Collectors.joining(",", "{", "}"));
        assertThat(refusal(plain().mobiles("").content(tooMany))).isEqualTo(Rspcod.TooManyMobiles);
    }

    @Test
    void aTextThatOnlyLooksLikeJson_isSentAsItIs() {
        for (String content : List.of("{x}", "{\"a\":\"b\"}", "{", "{\"13800000001\":\"甲\"} 见附件")) {
            assertThat(accepted(plain().content(content))).containsExactly(new Line("13800000000", content));
        }
    }

    @Test
    void aTemplate_isFilledWithItsParams() {
        assertThat(accepted(template("tpl0001", "[\"a$1\",\"6\"]")))
                .containsExactly(new Line("13800000000", "验证码a$1，6分钟有效，a$1"));
        assertThat(accepted(template("tpl0002", "[\"\"]"))).containsExactly(new Line("13800000000", "没有变量"));
    }

    @Test
    void anUnknownTemplate_isIllegalTemplateId() {
        assertThat(refusal(template("tpl9999", "[\"\"]"))).isEqualTo(Rspcod.IllegalTemplateId);
        assertThat(refusal(template("", "[\"\"]"))).isEqualTo(Rspcod.IllegalTemplateId);
    }

    @Test
    void paramsThatDoNotFit_areParamsAndTemplateDoesNotMatch() {
        for (String params : List.of("[\"a\"]", "[\"a\",\"b\",\"c\"]", "[\"a\",6]", "a,b", "", "{}", "[]")) {
            assertThat(refusal(template("tpl0001", params))).as(params).isEqualTo(Rspcod.ParamsAndTemplateDoesNotMatch);
        }
        assertThat(refusal(template("tpl0002", "[]"))).isEqualTo(Rspcod.ParamsAndTemplateDoesNotMatch);
        assertThat(refusal(template("tpl0002", "[\"a\"]"))).isEqualTo(Rspcod.ParamsAndTemplateDoesNotMatch);
    }

    @Test
    void refusedRequests_stillShowTheJournalWhoTheyWereFor() {
        MasRules.Verdict verdict = rules.judge(Api.NORSUBMIT, plain().mac("x").body());
        assertThat(verdict.lines()).containsExactly(new Line("13800000000", "你好，世界"));
    }

    private static String numbers(int count) {
        return LongStream.range(0, count)
                .mapToObj(n -> String.valueOf(13_800_000_000L + n))
                .collect(Collectors.joining(","));
    }
}
