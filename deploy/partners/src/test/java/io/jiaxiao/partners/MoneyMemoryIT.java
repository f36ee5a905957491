package io.jiaxiao.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.partners.alipay.GatewayCall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Alipay and the carrier, whose process ended: the next one knows every trade, every refund and every order. */
class MoneyMemoryIT {

    private static final String KEY = "carrier-key";
    private static final String MOBILE = "13900000002";
    private static final String PRODUCT = "XXT-MONTH";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final Platform platform = new Platform();
    private Simulator simulator;

    @BeforeEach
    void aFirstLife() {
        live("20ms");
    }

    @AfterEach
    void theEnd() {
        simulator.close();
        platform.close();
    }

    private void live(String pace) {
        simulator = Simulator.start(
                platform,
                "jiaxiao.partners.memory=" + folder.resolve("diaries"),
                "jiaxiao.partners.alipay.private-key=" + GatewayCall.alipayPrivate(),
                "jiaxiao.alipay.merchant-public-key=" + GatewayCall.merchantPublic(),
                "jiaxiao.partners.alipay.bills-of-today=true",
                "jiaxiao.carrier.sign-key=" + KEY,
                "jiaxiao.partners.carrier.decide-after=" + pace);
    }

    private void anotherLife(String pace) {
        simulator.close();
        live(pace);
    }

    private JsonNode alipay(String method, String content) {
        GatewayCall call = GatewayCall.of(method, content);
        return simulator
                .post(call.path(), "application/x-www-form-urlencoded;charset=utf-8", call.body())
                .json()
                .properties()
                .iterator()
                .next()
                .getValue();
    }

    private String code(String number, String yuan) {
        return alipay(
                        "alipay.trade.precreate",
                        "{\"out_trade_no\":\"" + number + "\",\"total_amount\":\"" + yuan + "\",\"subject\":\"校讯通\"}")
                .path("qr_code")
                .asString();
    }

    private Simulator.Answer wallet(String what, String code, String more) {
        return simulator.post(
                "/alipay/wallet/" + what, "application/json", "{\"qrCode\":\"" + code + "\"" + more + "}");
    }

    private JsonNode refund(String number, String request, String yuan) {
        return alipay(
                "alipay.trade.refund",
                "{\"out_trade_no\":\"" + number + "\",\"out_request_no\":\"" + request + "\",\"refund_amount\":\""
                        + yuan + "\"}");
    }

    private Map<String, String> books(String partner) {
        Map<String, String> books = new TreeMap<>();
        simulator
                .get("/books/" + partner)
                .json()
                .get("orders")
                .forEach(order -> books.put(
                        order.get("number").stringValue(),
                        order.get("standing").stringValue() + " "
                                + order.get("fen").longValue()));
        return books;
    }

    private JsonNode carrier(String call, Map<String, String> fields) throws GeneralSecurityException {
        Map<String, String> all = new TreeMap<>(fields);
        String plain = all.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("&"))
                + "&key=" + KEY;
        all.put(
                "sign",
                HexFormat.of()
                        .withUpperCase()
                        .formatHex(MessageDigest.getInstance("MD5").digest(plain.getBytes(StandardCharsets.UTF_8))));
        return simulator
                .post("/carrier/api/" + call, "application/json", JSON.writeValueAsString(all))
                .json();
    }

    private Map<String, String> of(String reqNo) {
        return new TreeMap<>(Map.of("reqNo", reqNo, "mobile", MOBILE, "productId", PRODUCT));
    }

    @Test
    void tradesAndRefundsAreKnownUnderTheirNumbers_andAKnownRefundMovesNothingTwice() {
        String waiting = code("1001", "10.00");
        String scanned = code("1002", "10.00");
        wallet("scan", scanned, "");
        wallet("pay", code("1003", "12.34"), "");
        assertThat(refund("1003", "r1", "0.34").path("fund_change").asString()).isEqualTo("Y");
        wallet("pay", code("1004", "5.00"), ",\"amount\":\"4.99\"");
        Map<String, String> before = books("alipay");
        assertThat(before)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "1001", "RESERVED 0", "1002", "OPEN 0", "1003", "SUPPLIED 1200", "1004", "SUPPLIED 499"));
        JsonNode trade = simulator.get("/alipay/control/trades/1003").json();

        anotherLife("20ms");
        assertThat(books("alipay")).isEqualTo(before);
        assertThat(simulator.get("/alipay/control/trades/1003").json()).isEqualTo(trade);
        assertThat(refund("1003", "r1", "0.34").path("fund_change").asString()).isEqualTo("N");
        assertThat(code("1001", "10.00")).as("one number, one code").isEqualTo(waiting);
        assertThat(wallet("pay", scanned, "").status()).isEqualTo(200);
        assertThat(wallet("pay", waiting, "").status()).isEqualTo(200);
        assertThat(refund("1003", "r2", "12.00").path("fund_change").asString()).isEqualTo("Y");

        anotherLife("20ms");
        assertThat(books("alipay"))
                .containsEntry("1001", "SUPPLIED 1000")
                .containsEntry("1002", "SUPPLIED 1000")
                .containsEntry("1003", "SUPPLIED 0");
        assertThat(simulator
                        .get("/alipay/control/trades/1003")
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("TRADE_CLOSED");
    }

    @Test
    void anOrderUnderWay_isDecidedByTheNextLife_andItsNumbersMakeNothingTwice() throws Exception {
        anotherLife("10m");
        String txn = carrier("sendSmsCode", of("1")).path("data").path("txnId").asString();
        String code = simulator
                .get("/phones/" + MOBILE + "/inbox/latest?waitMillis=5000")
                .json()
                .path("text")
                .asString()
                .replaceAll(".*验证码(\\d{6}).*", "$1");
        anotherLife("10m");
        Map<String, String> confirmation = of("2");
        confirmation.put("txnId", txn);
        confirmation.put("smsCode", code);
        JsonNode taken = carrier("confirmOrder", confirmation);
        assertThat(taken.path("data").path("status").asString()).isEqualTo("ACCEPTED");

        anotherLife("20ms");
        await().untilAsserted(() -> assertThat(books("carrier")).containsEntry("2", "SUPPLIED 1000"));
        assertThat(carrier("confirmOrder", confirmation).path("data").path("orderId"))
                .isEqualTo(taken.path("data").path("orderId"));
        assertThat(carrier("sendSmsCode", of("3")).path("code").asString()).isNotEqualTo("0000");
        JsonNode ended = carrier("unsubscribe", of("4"));
        anotherLife("20ms");
        assertThat(carrier("unsubscribe", of("4")).path("data").path("orderId"))
                .isEqualTo(ended.path("data").path("orderId"));
        assertThat(books("carrier")).containsEntry("2", "RESERVED 1000");
    }
}
