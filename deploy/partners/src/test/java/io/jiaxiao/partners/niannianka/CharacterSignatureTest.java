package io.jiaxiao.partners.niannianka;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.partners.recharge.Md5;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CharacterSignatureTest {

    private static final String REQUEST =
            """
            {"app_key":"demoKey","method":"fulu.order.info.get","timestamp":"2024-01-02 03:04:05","version":"2.0",\
            "format":"json","charset":"utf-8","sign_type":"md5","app_auth_token":"",\
            "biz_content":"{\\"customer_order_no\\":\\"T0001\\"}"}""";

    private static ObjectNode object(String json) {
        return (ObjectNode) new JsonMapper().readTree(json);
    }

    /** The vector of partners.md 6.2. */
    @Test
    void theSignature_isThatOfTheKnownRequest() {
        assertThat(CharacterSignature.of(object(REQUEST), "demoSecret")).isEqualTo("6d2dfb288dc639dc06c8588f6d4e0c9d");
    }

    @Test
    void theOrderOfFieldsAndTheSignItself_doNotMatter_butSpacesDo() {
        ObjectNode fields = object(REQUEST);
        String before = fields.get("app_key").stringValue();
        fields.remove("app_key");
        fields.put("sign", "anything").put("app_key", before);
        assertThat(CharacterSignature.of(fields, "demoSecret")).isEqualTo("6d2dfb288dc639dc06c8588f6d4e0c9d");
        fields.put("biz_content", "{\"customer_order_no\": \"T0001\"}");
        assertThat(CharacterSignature.of(fields, "demoSecret")).isNotEqualTo("6d2dfb288dc639dc06c8588f6d4e0c9d");
    }

    @Test
    void slashesAndChinese_areSignedUnescaped_andByCodePoint() {
        String sorted = "\"\"\"\"/:a{}中😀";
        assertThat(CharacterSignature.of(object("{\"a\":\"中/😀\"}"), "s"))
                .isEqualTo(Md5.hex(sorted + "s", StandardCharsets.UTF_8));
    }
}
