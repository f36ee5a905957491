package io.jiaxiao.partners.niannianka;

import io.jiaxiao.partners.recharge.Md5;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The outer JSON of a request, and the check of it (partners.md 6.2). The order of the checks is INFERRED. */
final class Envelope {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private static final List<String> FIELDS = List.of(
            "app_key",
            "method",
            "timestamp",
            "version",
            "format",
            "charset",
            "sign_type",
            "app_auth_token",
            "biz_content",
            CharacterSignature.FIELD);
    private static final Map<String, String> FIXED =
            Map.of("version", "2.0", "format", "json", "charset", "utf-8", "sign_type", "md5");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ObjectNode fields;

    private Envelope(ObjectNode fields) {
        this.fields = fields;
    }

    /** Empty when it is not an object of exactly the protocol's fields, each of them a text. */
    static Optional<Envelope> read(String body) {
        ObjectNode fields = object(body);
        if (fields == null || fields.size() != FIELDS.size()) {
            return Optional.empty();
        }
        boolean texts = FIELDS.stream().allMatch(field -> fields.path(field).isString());
        return texts ? Optional.of(new Envelope(fields)) : Optional.empty();
    }

    static @Nullable ObjectNode object(String text) {
        try {
            return JSON.readTree(text) instanceof ObjectNode object ? object : null;
        } catch (JacksonException notJson) {
            return null;
        }
    }

    /** For the journal. */
    static @Nullable JsonNode decode(String body) {
        return object(body);
    }

    String method() {
        return text("method");
    }

    /** Null when it is no JSON object. */
    @Nullable
    ObjectNode content() {
        return object(text("biz_content"));
    }

    /** What is wrong with it; empty when nothing is. */
    Optional<Code> complaint(String appKey, String secret, Clock clock, Duration window) {
        if (!FIXED.entrySet().stream().allMatch(each -> text(each.getKey()).equals(each.getValue()))) {
            return Optional.of(Code.MALFORMED);
        }
        if (!text("app_key").equals(appKey)) {
            return Optional.of(Code.APP_KEY);
        }
        if (!inTime(clock, window)) {
            return Optional.of(Code.TIMESTAMP);
        }
        boolean ours = Md5.same(text(CharacterSignature.FIELD), CharacterSignature.of(fields, secret));
        return ours ? Optional.empty() : Optional.of(Code.SIGN);
    }

    private boolean inTime(Clock clock, Duration window) {
        try {
            LocalDateTime said = LocalDateTime.parse(text("timestamp"), TIMESTAMP);
            Duration off = Duration.between(said, LocalDateTime.now(clock)).abs();
            return off.compareTo(window) <= 0;
        } catch (DateTimeException notATime) {
            return false;
        }
    }

    private String text(String field) {
        return fields.get(field).stringValue();
    }
}
