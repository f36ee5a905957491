package io.jiaxiao.partners.mas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class MasRequestTest {

    private static final String PLAIN =
            """
            {"ecName":"演示企业","apId":"demoAp","mobiles":"13800000000","content":"你好，世界",\
            "sign":"DEMOSIGN","addSerial":%s,"mac":"b5a96d093aa704e5ca7ddae2671ed9e8"}""";

    private static String base64(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static MasRequest read(Api api, String json) {
        return MasRequest.read(api, base64(json)).orElseThrow();
    }

    @Test
    void theMacOfAPlainText_isThePublishedVector() {
        assertThat(read(Api.NORSUBMIT, PLAIN.formatted("\"\"")).macWith("demoSecret1"))
                .isEqualTo("b5a96d093aa704e5ca7ddae2671ed9e8");
    }

    @Test
    void theMacOfATemplate_isThePublishedVector() {
        String json =
                """
                {"ecName":"演示企业","apId":"demoAp","templateId":"tpl0001","mobiles":"13800000000",\
                "params":"[\\"abcde\\"]","sign":"DEMOSIGN","addSerial":"","mac":""}""";
        assertThat(read(Api.TMPSUBMIT, json).macWith("demoSecret1")).isEqualTo("930a67bd960e0d792c0e0a4ca57dff9a");
    }

    @Test
    void nullCountsAsEmpty_inTheMac() {
        assertThat(read(Api.NORSUBMIT, PLAIN.formatted("null")).macWith("demoSecret1"))
                .isEqualTo("b5a96d093aa704e5ca7ddae2671ed9e8");
    }

    @Test
    void howTheOuterJsonIsEscaped_doesNotEnterTheMac() {
        String escaped = PLAIN.formatted("\"\"").replace("你好", "\\u4f60\\u597d");
        assertThat(read(Api.NORSUBMIT, escaped).macWith("demoSecret1")).isEqualTo("b5a96d093aa704e5ca7ddae2671ed9e8");
    }

    @Test
    void anythingButBase64OfAUtf8JsonObjectOfTexts_isNoRequest() {
        String good = PLAIN.formatted("\"\"");
        String encoded = base64(good);
        assertThat(MasRequest.read(Api.NORSUBMIT, encoded)).isPresent();
        String[] bad = {
            "",
            good,
            "data=" + encoded,
            "\"" + encoded + "\"",
            encoded.substring(0, 76) + "\r\n" + encoded.substring(76),
            base64(""),
            base64("[]"),
            base64("\"text\""),
            base64(good + "{}"),
            base64(good.replace("\"13800000000\"", "13800000000")),
            base64(good.replace("\"addSerial\":\"\",", "")),
            base64(good.replace("\"mac\":", "\"MAC\":")),
            Base64.getEncoder().encodeToString(good.getBytes(java.nio.charset.Charset.forName("GBK"))),
        };
        for (String each : bad) {
            assertThat(MasRequest.read(Api.NORSUBMIT, each)).as(each).isEmpty();
        }
    }
}
