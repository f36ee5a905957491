package io.jiaxiao.partners;

import io.jiaxiao.partners.Simulator.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A platform that buys from JD: the forms, and a token for them. */
final class JdCaller {

    static final String SECRET = "demoJdSecret";
    static final String PASSWORD = "demoJdPass";
    static final long LAMP = 100012044789L;
    static final long PEN = 100012045048L;

    private final Simulator simulator;
    private String token = "";

    JdCaller(Simulator simulator) {
        this.simulator = simulator;
    }

    JsonNode login() {
        String time = "2026-01-02 03:04:05";
        String password = md5(PASSWORD);
        String sign = md5(SECRET + time + "demoClient" + "demoUser" + password + "access_token" + SECRET);
        JsonNode result = post(
                        "oauth2/accessToken",
                        Map.of(
                                "grant_type",
                                "access_token",
                                "client_id",
                                "demoClient",
                                "timestamp",
                                time,
                                "username",
                                "demoUser",
                                "password",
                                password,
                                "sign",
                                sign.toUpperCase(Locale.ROOT)))
                .json();
        token = result.path("result").path("access_token").asString("");
        return result;
    }

    JsonNode call(String path, Map<String, String> form) {
        Map<String, String> fields = new HashMap<>(form);
        fields.put("token", token);
        return post("api/" + path, fields).json();
    }

    JsonNode call(String path) {
        return call(path, Map.of());
    }

    /** The JSON inside a result that is a string. */
    JsonNode inText(JsonNode answer) {
        return tools.jackson.databind.json.JsonMapper.shared()
                .readTree(answer.path("result").stringValue());
    }

    Answer post(String path, Map<String, String> form) {
        return simulator.post("/jd/" + path, "application/x-www-form-urlencoded", encoded(form));
    }

    String bodyOf(Map<String, String> form) {
        Map<String, String> fields = new HashMap<>(form);
        fields.put("token", token);
        return encoded(fields);
    }

    java.net.http.HttpRequest.Builder request(String path, Map<String, String> form) {
        return simulator
                .request("/jd/api/" + path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(bodyOf(form)));
    }

    JsonNode order(Map<String, String> order) {
        return call("order/submitOrder", order);
    }

    JsonNode confirm(long jdOrderId) {
        return call("order/confirmOrder", Map.of("jdOrderId", String.valueOf(jdOrderId)));
    }

    JsonNode select(long jdOrderId) {
        return call("order/selectJdOrder", Map.of("jdOrderId", String.valueOf(jdOrderId)))
                .path("result");
    }

    /** A reservation by this receiver, to a street in Shenzhen. */
    static Map<String, String> anOrder(String thirdOrder, String mobile, String skus) {
        Map<String, String> form = new HashMap<>();
        form.put("thirdOrder", thirdOrder);
        form.put("sku", skus);
        form.put("name", "王小明");
        form.put("province", "19");
        form.put("city", "1607");
        form.put("county", "3638");
        form.put("town", "62961");
        form.put("address", "科技园 1 号");
        form.put("mobile", mobile);
        form.put("email", "mall@example.com");
        form.put("invoiceState", "2");
        form.put("invoiceType", "1");
        form.put("selectedInvoiceTitle", "4");
        form.put("invoiceContent", "1");
        form.put("paymentType", "4");
        form.put("isUseBalance", "1");
        form.put("submitState", "0");
        return form;
    }

    static String pieces(long sku, int num) {
        return "[" + line(sku, num) + "]";
    }

    static String line(long sku, int num) {
        return "{\"skuId\":" + sku + ",\"num\":" + num + ",\"bNeedAnnex\":true,\"bNeedGift\":false}";
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }
}
