package io.jiaxiao.partners.alipay;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request at the gateway: the parameters of the address and of the body together (partners.md 3.1). */
record GatewayRequest(Map<String, String> parameters) {

    private static final Set<String> NOT_SIGNED = Set.of("sign");
    private static final List<String> REQUIRED =
            List.of("app_id", "method", "sign_type", "sign", "timestamp", "version");

    /** Empty when it is no form, or names a parameter twice. */
    static Optional<GatewayRequest> read(@Nullable String query, String body) {
        Map<String, String> all = new HashMap<>();
        for (String form : new String[] {query == null ? "" : query, body}) {
            for (String pair : form.split("&")) {
                if (pair.isEmpty()) {
                    continue;
                }
                int equals = pair.indexOf('=');
                try {
                    String name =
                            URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8);
                    String value =
                            equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                    if (all.put(name, value) != null) {
                        return Optional.empty();
                    }
                } catch (IllegalArgumentException notEncoded) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new GatewayRequest(Map.copyOf(all)));
    }

    String text(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** What is wrong with it before its content is looked at; empty for nothing. */
    Optional<Answer> complaint(String appId, Rsa2 keys) {
        for (String name : REQUIRED) {
            if (text(name).isEmpty()) {
                return Optional.of(Answer.missing("isv.missing-" + (name.equals("sign") ? "signature" : name)));
            }
        }
        if (!text("app_id").equals(appId)) {
            return Optional.of(Answer.unsigned("isv.invalid-app-id"));
        }
        if (!text("sign_type").equals("RSA2")) {
            return Optional.of(Answer.unsigned("isv.invalid-signature-type"));
        }
        if (!keys.isMerchants(Rsa2.content(parameters, NOT_SIGNED), text("sign"))) {
            return Optional.of(Answer.unsigned("isv.invalid-signature"));
        }
        if (!text("timestamp").matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d")) {
            return Optional.of(Answer.invalid("isv.invalid-timestamp"));
        }
        if (!text("version").equals("1.0")) {
            return Optional.of(Answer.invalid("isv.invalid-version"));
        }
        return Optional.empty();
    }

    /** {@code biz_content}; empty when it is no JSON object. */
    Optional<JsonNode> content(JsonMapper json) {
        try {
            JsonNode node = json.readTree(text("biz_content"));
            return node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }
}
