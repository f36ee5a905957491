package io.jiaxiao.mall.supply.kefei;

import io.jiaxiao.mall.supply.call.Md5;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The signed part of a request: its text is written once, signed, and put into the request as it stands, because the
 * signature is over every space of it. It stays ASCII, whatever is in it, as the partner's clients disagree about the bytes of
 * anything else (partners.md 7.1). May hold a phone number, so it does not print itself.
 */
final class BusiBody {

    static final Charset GBK = Charset.forName("GBK");

    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final String text;

    /** @param fields in the partner's order */
    BusiBody(Map<String, String> fields) {
        this.text = ASCII.writeValueAsString(fields);
    }

    String text() {
        return text;
    }

    String sign(String md5Key) {
        return Md5.hex(text + md5Key, StandardCharsets.US_ASCII);
    }

    /** The whole body of the request. */
    byte[] request(String agentAccount, String md5Key) {
        String request = "{\"sign\":\"" + sign(md5Key) + "\",\"agentAccount\":" + ASCII.writeValueAsString(agentAccount)
                + ",\"busiBody\":" + text + "}";
        return request.getBytes(GBK);
    }

    @Override
    public String toString() {
        return "BusiBody[hidden]";
    }
}
