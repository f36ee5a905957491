package io.jiaxiao.message.template.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.message.template.domain.Template.Draft;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private static Template template(String body) {
        return new Template("SOME", 1, Lane.CODE, "某模板", body, "家校");
    }

    @Test
    void valuesTakeThePlacesOfTheirVariables() {
        Template template = template("您的验证码是{code}，{minutes}分钟内有效，请勿告诉他人。");
        assertThat(template.fill(Map.of("code", "123456", "minutes", "5")))
                .isEqualTo(new Draft.Ready("您的验证码是123456，5分钟内有效，请勿告诉他人。", List.of("123456", "5"), 1));
    }

    @Test
    void aValueThatLooksLikeAVariableStaysAsItIs() {
        Template template = template("通知{a}和{b}");
        assertThat(template.fill(Map.of("a", "{b}", "b", "$1\\")))
                .isEqualTo(new Draft.Ready("通知{b}和$1\\", List.of("{b}", "$1\\"), 1));
    }

    @Test
    void missingAndSurplusVariablesAreNamed() {
        Template template = template("验证码{code}，{minutes}分钟");
        assertThat(template.fill(Map.of("code", "1", "extra", "x")))
                .isEqualTo(new Draft.WrongVariables(Set.of("minutes", "extra")));
    }

    @Test
    void aNullValueIsAMissingOne() {
        Map<String, String> values = new HashMap<>();
        values.put("code", null);
        assertThat(template("验证码{code}").fill(values)).isEqualTo(new Draft.WrongVariables(Set.of("code")));
    }

    @Test
    void aRepeatedVariableIsOneValueForTheChannel() {
        assertThat(template("验证码{code}，再说一遍{code}").fill(Map.of("code", "9")))
                .isEqualTo(new Draft.Ready("验证码9，再说一遍9", List.of("9"), 1));
    }

    @Test
    void theVisibleSignatureCounts() {
        // 【家校】 is four characters: 66 of text fit into one SMS, 67 do not.
        assertThat(template("字".repeat(66)).fill(Map.of()))
                .extracting("segments")
                .isEqualTo(1);
        assertThat(template("字".repeat(67)).fill(Map.of()))
                .extracting("segments")
                .isEqualTo(2);
    }

    @Test
    void aTextNoCarrierTakesIsRefused() {
        Template template = template("通知：{text}");
        assertThat(template.fill(Map.of("text", "字".repeat(600)))).isInstanceOf(Draft.TooLong.class);
    }

    @Test
    void aDraftDoesNotPrintItsText() {
        assertThat(template("验证码{code}").fill(Map.of("code", "654321")).toString())
                .doesNotContain("654321");
    }

    @Test
    void aTemplateSpeaksFirst() {
        assertThatIllegalArgumentException().isThrownBy(() -> template("{text}"));
        assertThatIllegalArgumentException().isThrownBy(() -> template(" {text}。"));
        assertThatIllegalArgumentException().isThrownBy(() -> template("{\"13800000000\":\"x\"}"));
    }

    @Test
    void aBraceThatEnclosesNoVariableIsAMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> template("验证码{co de}"));
        assertThatIllegalArgumentException().isThrownBy(() -> template("验证码{code"));
    }
}
