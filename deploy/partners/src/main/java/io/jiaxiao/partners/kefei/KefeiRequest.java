package io.jiaxiao.partners.kefei;

import io.jiaxiao.partners.recharge.Md5;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request as it came. The signature is over the text of busiBody exactly as it stands in the request, so that text is
 * cut out of it and never written anew (partners.md 7.1).
 *
 * @param busiText the exact text, from its first brace to its last
 * @param busi the same, read
 */
record KefeiRequest(String agentAccount, String sign, String busiText, ObjectNode busi) {

    static final Charset GBK = Charset.forName("GBK");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The body's text; null when it is not GBK. */
    static @Nullable String decoded(byte[] body) {
        try {
            return GBK.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException notGbk) {
            return null;
        }
    }

    /** Empty when the text is not the protocol's JSON. */
    static Optional<KefeiRequest> read(String text) {
        Map<String, String> fields = new HashMap<>();
        String busi = null;
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("busiBody") && value == JsonToken.START_OBJECT && busi == null) {
                    int start = (int) parser.currentTokenLocation().getCharOffset();
                    parser.skipChildren();
                    busi = text.substring(start, (int) parser.currentLocation().getCharOffset());
                } else if (value == JsonToken.VALUE_STRING && fields.put(name, parser.getString()) == null) {
                    continue;
                } else {
                    return Optional.empty();
                }
            }
            boolean whole = parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
            String agent = fields.remove("agentAccount");
            String sign = fields.remove("sign");
            if (!whole || agent == null || sign == null || busi == null || !fields.isEmpty()) {
                return Optional.empty();
            }
            return JSON.readTree(busi) instanceof ObjectNode read
                    ? Optional.of(new KefeiRequest(agent, sign, busi, read))
                    : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    /** For the journal. */
    static @Nullable JsonNode decode(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException notJson) {
            return null;
        }
    }

    /** Whether the signature is right for these bytes; never, when they cannot hold the text. */
    boolean isSignedWith(String key, Charset charset) {
        return charset.newEncoder().canEncode(busiText) && Md5.same(sign, Md5.hex(busiText + key, charset));
    }

    /** Null when it is missing or no text. */
    @Nullable
    String text(String field) {
        JsonNode value = busi.get(field);
        return value != null && value.isString() ? value.stringValue() : null;
    }

    /** Shows no account. */
    @Override
    public String toString() {
        return "KefeiRequest[" + agentAccount + "]";
    }

    /** The form's signature of a callback (partners.md 7.3). */
    static String callbackSign(String orderId, String chargeId, int state, String errorCode, String key) {
        String signed = "Orderid=%s&Chargeid=%s&Orderstatu_int=%d&Errorcode=%s&Password=%s"
                .formatted(orderId, chargeId, state, errorCode, key);
        return Md5.hex(signed, StandardCharsets.UTF_8);
    }
}
