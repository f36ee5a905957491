package io.jiaxiao.order.carrier.wire;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the carrier tells of an order, in a notify or in an answer, and tells it from a stranger's. */
public final class CarrierNotices {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final CarrierProperties properties;
    private final JsonMapper json;

    CarrierNotices(CarrierProperties properties, JsonMapper json) {
        this.properties = properties;
        this.json = json;
    }

    /**
     * What became of an order.
     *
     * @param action    SUBSCRIBE, UNSUBSCRIBE or EXPIRE
     * @param status    ACCEPTED, SUCCESS or FAILED
     * @param effective null when not told
     * @param expires   null when not told
     */
    public record Told(
            String partnerId,
            String reqNo,
            String mobile,
            String productId,
            String action,
            String status,
            @Nullable Instant effective,
            @Nullable Instant expires) {

        /** The carrier has not done it, and will not. */
        public boolean isFailed() {
            return status.equals("FAILED");
        }
    }

    /** Empty for whatever the carrier did not sign. */
    public Optional<Told> genuine(byte[] body) {
        try {
            JsonNode node = json.readTree(new String(body, StandardCharsets.UTF_8));
            if (!node.isObject() || !properties.isOpen()) {
                return Optional.empty();
            }
            Map<String, String> fields = new HashMap<>();
            node.properties()
                    .forEach(each -> fields.put(each.getKey(), each.getValue().asString("")));
            return Signature.isRight(fields, properties.signKey()) ? Optional.of(read(node)) : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    /** Of an answer, whose origin is the connection's. */
    public static Told read(JsonNode node) {
        return new Told(
                node.path("orderId").asString(""),
                node.path("reqNo").asString(""),
                node.path("mobile").asString(""),
                node.path("productId").asString(""),
                node.path("action").asString(""),
                node.path("status").asString(""),
                time(node.path("effTime").asString("")),
                time(node.path("expTime").asString("")));
    }

    /** A moment as the carrier writes it, in Beijing time; null when it is none. */
    static @Nullable Instant time(String text) {
        try {
            return LocalDateTime.parse(text, TIME).atZone(CHINA).toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }
}
