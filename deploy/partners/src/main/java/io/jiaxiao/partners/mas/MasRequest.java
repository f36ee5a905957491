package io.jiaxiao.partners.mas;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A submission read from the wire: the fields of the JSON object inside the Base64. All fields are texts. */
record MasRequest(Api api, ObjectNode fields) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Reads a body that is exactly the Base64 of a UTF-8 JSON object: no form field around it, no URL encoding, no line
     * breaks. Empty when it is not, when a field is missing that the partner requires, or when one is not a text.
     */
    static Optional<MasRequest> read(Api api, String body) {
        return Optional.ofNullable(decode(body))
                .filter(ObjectNode.class::isInstance)
                .map(node -> new MasRequest(api, (ObjectNode) node))
                .filter(MasRequest::isComplete);
    }

    /** The JSON inside the Base64, whatever it is; null when there is none. */
    static @Nullable JsonNode decode(String body) {
        try {
            byte[] bytes = Base64.getDecoder().decode(body);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return JSON.readTree(text);
        } catch (IllegalArgumentException | CharacterCodingException | JacksonException notTheProtocol) {
            return null;
        }
    }

    /** The field's text; null counts as empty (partners.md 1.4). */
    String text(String field) {
        JsonNode value = fields.get(field);
        return value == null || value.isNull() ? "" : value.stringValue();
    }

    /** Whether the body names the interface password, which the partner's field table leaves open. */
    boolean namesSecret() {
        return !text(Api.SECRET).isEmpty();
    }

    /** MD5 over the signed fields in UTF-8, 32 lower-case hex digits, with the secret of the account. */
    String macWith(String secretKey) {
        StringBuilder joined = new StringBuilder();
        for (String field : api.signed()) {
            joined.append(field.equals(Api.SECRET) ? secretKey : text(field));
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest(joined.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java runtime has MD5", missing);
        }
    }

    private boolean isComplete() {
        boolean present =
                api.signed().stream().filter(field -> !field.equals(Api.SECRET)).allMatch(fields::has);
        boolean texts = fields.properties().stream()
                .filter(each -> each.getKey().equals("mac") || api.signed().contains(each.getKey()))
                .allMatch(each -> each.getValue().isNull() || each.getValue().isString());
        return present && fields.has("mac") && texts;
    }
}
