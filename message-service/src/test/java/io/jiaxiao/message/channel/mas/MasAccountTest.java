package io.jiaxiao.message.channel.mas;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MasAccountTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static MasProperties properties(String addSerial) {
        return new MasProperties(
                URI.create("http://127.0.0.1/mas"),
                "演示企业",
                "demoAp",
                "demoSecret1",
                "DEMOSIGN",
                addSerial,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
    }

    private static JsonNode decoded(String body) {
        return JSON.readTree(new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8));
    }

    @Test
    void macOfAPlainText_isThePublishedVector() {
        JsonNode fields = decoded(new MasAccount(JSON, properties("")).plain("13800000000", "你好，世界"));
        assertThat(fields.path("mac").asString()).isEqualTo("b5a96d093aa704e5ca7ddae2671ed9e8");
    }

    @Test
    void macOfATemplate_isThePublishedVector() {
        JsonNode fields =
                decoded(new MasAccount(JSON, properties("")).fromTemplate("13800000000", "tpl0001", List.of("abcde")));
        assertThat(fields.path("mac").asString()).isEqualTo("930a67bd960e0d792c0e0a4ca57dff9a");
        assertThat(fields.path("params").asString()).isEqualTo("[\"abcde\"]");
    }

    @Test
    void theBodyIsOneLineOfBase64() {
        String body = new MasAccount(JSON, properties("")).plain("13800000000", "字".repeat(500));
        assertThat(body).matches("[A-Za-z0-9+/]+={0,2}").hasSizeGreaterThan(2000);
    }

    @Test
    void theSecretNeverTravels() {
        String body = new MasAccount(JSON, properties("")).plain("13800000000", "你好");
        assertThat(new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8))
                .doesNotContain("demoSecret1");
        assertThat(properties("").toString()).doesNotContain("demoSecret1");
    }

    @Test
    void everyFieldThePartnerAsksForIsThere() {
        JsonNode fields = decoded(new MasAccount(JSON, properties("01")).plain("13800000000", "引号\"和\\换行\n"));
        assertThat(fields.propertyNames())
                .containsExactly("ecName", "apId", "mobiles", "content", "sign", "addSerial", "mac");
        assertThat(fields.path("content").asString()).isEqualTo("引号\"和\\换行\n");
        assertThat(fields.path("addSerial").asString()).isEqualTo("01");
    }

    @Test
    void aTemplateWithoutVariablesHasOneEmptyParam() {
        JsonNode fields = decoded(new MasAccount(JSON, properties("")).fromTemplate("13800000000", "t", List.of()));
        assertThat(fields.path("params").asString()).isEqualTo("[\"\"]");
    }
}
