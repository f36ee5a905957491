package io.jiaxiao.mall.supply.niannianka;

import io.jiaxiao.mall.supply.SupplyNotice;
import io.jiaxiao.mall.supply.callback.CallbackForm;
import io.jiaxiao.mall.supply.callback.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Verifies and reads what 年年卡 tells by itself: JSON or a form, signed like a request (INFERRED, partners.md 6.2). */
@Component
public final class NiannianKaCallback {

    /** Acknowledges a callback; INFERRED. */
    public static final String ACKNOWLEDGEMENT = "success";

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final String OUR_NUMBERS = "[A-Za-z0-9_-]{1,64}";

    /** Numbers keep their digits, because the signature is over the characters; a field may not come twice. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final NiannianKaProperties properties;
    private final Clock clock;

    NiannianKaCallback(NiannianKaProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    public Verdict judge(byte[] body) {
        Optional<ObjectNode> read = fields(body);
        if (read.isEmpty()) {
            return new Verdict.Bad(Verdict.Fault.MALFORMED);
        }
        ObjectNode fields = read.get();
        if (!properties.isOpen() || !CharacterSignature.isRight(fields, properties.appSecret())) {
            return new Verdict.Bad(Verdict.Fault.FORGED);
        }
        String number = fields.path("customer_order_no").asString("");
        String partnerNumber = fields.path("order_id").asString("");
        Instant end = end(fields.path("charge_finish_time").asString(""));
        if (!number.matches(OUR_NUMBERS) || !partnerNumber.matches("[A-Za-z0-9_-]{0,64}") || end == null) {
            return new Verdict.Bad(Verdict.Fault.MALFORMED);
        }
        if (end.isBefore(clock.instant().minus(properties.callbackOldest()))) {
            return new Verdict.Bad(Verdict.Fault.STALE);
        }
        String status = fields.path("order_status").asString("");
        SupplyNotice.Kind kind =
                switch (status) {
                    case "success" -> SupplyNotice.Kind.FULFILLED;
                    case "failed" -> SupplyNotice.Kind.FAILED;
                    default -> SupplyNotice.Kind.CHANGED;
                };
        String code = status.matches("[a-z_]{1,32}") ? status : "";
        return new Verdict.Genuine(new SupplyNotice(NiannianKaChannel.NAME, number, partnerNumber, kind, code));
    }

    private static Optional<ObjectNode> fields(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (!text.stripLeading().startsWith("{")) {
            return CallbackForm.read(body, StandardCharsets.UTF_8).map(NiannianKaCallback::texts);
        }
        try {
            return JSON.readTree(text) instanceof ObjectNode fields ? Optional.of(fields) : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static ObjectNode texts(Map<String, String> form) {
        ObjectNode fields = JSON.createObjectNode();
        form.forEach(fields::put);
        return fields;
    }

    private static @Nullable Instant end(String stamp) {
        try {
            return LocalDateTime.parse(stamp, STAMP).atZone(CHINA).toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
