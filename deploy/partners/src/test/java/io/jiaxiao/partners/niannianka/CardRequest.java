package io.jiaxiao.partners.niannianka;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request as a client of the partner would build it; shares no code with the simulator. */
public final class CardRequest {

    public static final String SECRET = "0123456789abcdef0123456789abcdef";
    public static final String PATH = "/niannianka/api/getway";

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private String secret = SECRET;

    private CardRequest(String method, Map<String, ?> content) {
        String now = LocalDateTime.now(ZoneId.of("Asia/Shanghai"))
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
        with("app_key", "demoKey").with("method", "fulu." + method).with("timestamp", now);
        with("version", "2.0").with("format", "json").with("charset", "utf-8").with("sign_type", "md5");
        with("app_auth_token", "").with("biz_content", JSON.writeValueAsString(content));
    }

    public static CardRequest of(String method, Map<String, ?> content) {
        return new CardRequest(method, content);
    }

    public static CardRequest card(String orderNo, String product, int pieces) {
        return of("order.card.add", Map.of("product_id", product, "buy_num", pieces, "customer_order_no", orderNo));
    }

    public static CardRequest mobile(String orderNo, String phone, int face) {
        return of(
                "order.mobile.add", Map.of("charge_phone", phone, "charge_value", face, "customer_order_no", orderNo));
    }

    public static CardRequest info(String orderNo) {
        return of("order.info.get", Map.of("customer_order_no", orderNo));
    }

    public CardRequest with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    public CardRequest without(String field) {
        fields.remove(field);
        return this;
    }

    public CardRequest signedWith(String other) {
        secret = other;
        return this;
    }

    public String body() {
        Map<String, Object> signed = new LinkedHashMap<>(fields);
        signed.putIfAbsent("sign", sign(JSON.writeValueAsString(fields), secret));
        return JSON.writeValueAsString(signed);
    }

    /** Whether the partner's own sign on an answer or a callback is right. */
    public static boolean isGenuine(JsonNode said) {
        Map<String, Object> rest = new LinkedHashMap<>();
        said.properties().forEach(each -> rest.put(each.getKey(), each.getValue()));
        Object sign = rest.remove("sign");
        return sign instanceof JsonNode given
                && given.stringValue().equals(sign(JSON.writeValueAsString(rest), SECRET));
    }

    public static String opened(String sealed) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "AES"));
            return new String(cipher.doFinal(Base64.getDecoder().decode(sealed)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException wrong) {
            throw new AssertionError("No card", wrong);
        }
    }

    private static String sign(String json, String secret) {
        String sorted = json.chars().sorted().mapToObj(Character::toString).collect(Collectors.joining());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5")
                            .digest((sorted + secret).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
