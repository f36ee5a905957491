package io.jiaxiao.mall.supply.niannianka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.mall.supply.CardSecret;
import io.jiaxiao.mall.supply.SupplyNotice;
import io.jiaxiao.mall.supply.call.Lanes;
import io.jiaxiao.mall.supply.call.Md5;
import io.jiaxiao.mall.supply.callback.Verdict;
import io.jiaxiao.mall.supply.fixture.Orders;
import io.jiaxiao.starter.partner.PartnerLine;
import io.jiaxiao.testkit.simulation.MovableClock;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Signatures, answers, cards and callbacks of 年年卡, without a wire. */
class NiannianKaFormsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SECRET = "0123456789abcdef0123456789ABCDEF";

    private final MovableClock clock = MovableClock.at("2026-01-02T03:04:05Z");
    private final NiannianKaProperties properties = properties(SECRET);
    private final NiannianKaClient client = client(properties);
    private final NiannianKaCallback callback = new NiannianKaCallback(properties, clock);

    private static NiannianKaProperties properties(String secret) {
        return new NiannianKaProperties(
                URI.create("http://127.0.0.1:1/api/getway"),
                "demoKey",
                secret,
                "fulu.",
                true,
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                Duration.ofMinutes(15),
                Duration.ofSeconds(20),
                new NiannianKaProperties.Codes(
                        Set.of(3001), Set.of(3002), Set.of(1005), Set.of(3003), Set.of(), Set.of()),
                List.of(),
                Duration.ofDays(3));
    }

    private NiannianKaClient client(NiannianKaProperties with) {
        return new NiannianKaClient(
                with,
                new PartnerLine("test", Duration.ofMillis(100), Duration.ofMillis(100)),
                Lanes.gate(
                        "test",
                        CircuitBreakerRegistry.ofDefaults(),
                        BulkheadRegistry.ofDefaults(),
                        RateLimiterRegistry.ofDefaults()),
                clock);
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    private Said read(String json) {
        ObjectNode answer = object(json);
        answer.put("sign", CharacterSignature.of(answer, SECRET));
        return client.read("m", JSON.writeValueAsBytes(answer));
    }

    @Test
    void thePublishedVector_isSignedAlike_whateverTheOrderOfTheFields() {
        ObjectNode fields = object(
                "{\"app_key\":\"demoKey\",\"method\":\"fulu.order.info.get\",\"timestamp\":\"2024-01-02 03:04:05\","
                        + "\"version\":\"2.0\",\"format\":\"json\",\"charset\":\"utf-8\",\"sign_type\":\"md5\","
                        + "\"app_auth_token\":\"\"}");
        fields.put("biz_content", "{\"customer_order_no\":\"T0001\"}");
        assertThat(CharacterSignature.of(fields, "demoSecret")).isEqualTo("6d2dfb288dc639dc06c8588f6d4e0c9d");
        ObjectNode turned = JSON.createObjectNode();
        List.copyOf(fields.propertyNames()).reversed().forEach(name -> turned.set(name, fields.get(name)));
        turned.put("sign", "anything");
        assertThat(CharacterSignature.of(turned, "demoSecret")).isEqualTo("6d2dfb288dc639dc06c8588f6d4e0c9d");
    }

    @Test
    void slashesAndChinese_areSignedUnescaped() {
        ObjectNode fields = JSON.createObjectNode().put("u", "a/b 你");
        String sorted = "{\"u\":\"a/b 你\"}"
                .codePoints()
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(CharacterSignature.of(fields, "s")).isEqualTo(Md5.hex(sorted + "s", StandardCharsets.UTF_8));
    }

    @Test
    void anEnvelope_hasBeijingTime_andItsContentAsText() {
        ObjectNode envelope = client.envelope("order.info.get", Map.of("customer_order_no", "T1"));
        assertThat(envelope.path("timestamp").stringValue()).isEqualTo("2026-01-02 11:04:05");
        assertThat(envelope.path("method").stringValue()).isEqualTo("fulu.order.info.get");
        assertThat(envelope.path("biz_content").stringValue()).isEqualTo("{\"customer_order_no\":\"T1\"}");
        assertThat(envelope.size()).isEqualTo(10);
        assertThat(CharacterSignature.isRight(envelope, SECRET)).isTrue();
    }

    @Test
    void onlyAClearAnswer_isBelieved() {
        assertThat(read("{\"code\":0,\"message\":\"ok\",\"result\":\"{\\\"order_id\\\":\\\"9\\\"}\"}"))
                .isInstanceOfSatisfying(Said.Result.class, said -> assertThat(
                                said.result().path("order_id").stringValue())
                        .isEqualTo("9"));
        assertThat(read("{\"code\":3003,\"message\":\"余额不足\",\"result\":\"\"}"))
                .isEqualTo(new Said.Other(3003, "余额不足"));
        for (String odd : List.of(
                "{\"code\":\"zero\",\"result\":\"{}\"}",
                "{\"result\":\"{}\"}",
                "{\"code\":0,\"result\":\"{broken\"}")) {
            assertThat(read(odd)).as(odd).isEqualTo(new Said.Unknown("UNREADABLE_ANSWER"));
        }
        for (String odd : List.of("", "[]", "<html>502</html>", "{\"code\":0", "null", "{\"code\":0}{}")) {
            assertThat(client.read("m", odd.getBytes(StandardCharsets.UTF_8)))
                    .as(odd)
                    .isEqualTo(new Said.Unknown("UNREADABLE_ANSWER"));
        }
    }

    @Test
    void anAnswerSomebodyElseSigned_saysNothing() {
        ObjectNode answer = object("{\"code\":0,\"message\":\"ok\",\"result\":\"{}\"}");
        answer.put("sign", CharacterSignature.of(answer, "another"));
        assertThat(client.read("m", JSON.writeValueAsBytes(answer))).isEqualTo(new Said.Unknown("ANSWER_NOT_SIGNED"));
        answer.remove("sign");
        assertThat(client.read("m", JSON.writeValueAsBytes(answer))).isEqualTo(new Said.Unknown("ANSWER_NOT_SIGNED"));
    }

    private static String sealed(String text) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "AES"));
        return Base64.getEncoder().encodeToString(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void cards_areOpenedAndTrimmed_andNeverPrinted() throws Exception {
        String cards = "[{\"card_type\":0,\"card_number\":\"" + sealed(" N123 ") + "\",\"card_pwd\":\"" + sealed("P456")
                + "\",\"card_deadline\":\"2029-01-02 00:00:00\"},{\"card_number\":\"\",\"card_pwd\":\"" + sealed("only")
                + "\",\"card_deadline\":\"\"}]";
        List<CardSecret> opened =
                new CardCipher(SECRET).open(JSON.readTree(cards)).orElseThrow();
        assertThat(opened)
                .containsExactly(
                        new CardSecret("N123", "P456", LocalDate.parse("2029-01-02")),
                        new CardSecret("", "only", null));
        assertThat(opened.toString()).doesNotContain("N123", "P456", "only");
    }

    @Test
    void aCardThatCannotBeOpened_opensNone() throws Exception {
        CardCipher cipher = new CardCipher(SECRET);
        String good = sealed("N123");
        for (String bad : List.of("not base64!", "AAAA", "", good.substring(0, good.length() - 4) + "AAAA")) {
            String cards = "[{\"card_number\":\"" + good + "\",\"card_pwd\":\"" + good + "\"},{\"card_number\":\"" + bad
                    + "\",\"card_pwd\":\"" + bad + "\"}]";
            assertThat(cipher.open(JSON.readTree(cards))).as(bad).isEmpty();
        }
        assertThat(new CardCipher("f".repeat(32)).open(JSON.readTree("[{\"card_number\":\"" + good + "\"}]")))
                .isEmpty();
    }

    @Test
    void theSecret_isThirtyTwoBytesOrNone_andIsNeverPrinted() {
        assertThatThrownBy(() -> properties("short")).hasMessageContaining("32");
        assertThat(properties(SECRET).toString()).doesNotContain(SECRET);
        assertThat(client(properties("")).ask("user.info.get", Map.of()))
                .isEqualTo(new Said.WithoutEffect("NOT_CONFIGURED"));
    }

    private static ObjectNode told(String status, String at) {
        return JSON.createObjectNode()
                .put("order_id", "N900")
                .put("charge_finish_time", at)
                .put("customer_order_no", "T0001")
                .put("order_status", status)
                .put("recharge_description", "充值成功")
                .put("price", "49.25")
                .put("buy_num", "1");
    }

    private Verdict judge(ObjectNode told, String secret) {
        told.put("sign", CharacterSignature.of(told, secret));
        return callback.judge(JSON.writeValueAsBytes(told));
    }

    private static Verdict bad(Verdict.Fault fault) {
        return new Verdict.Bad(fault);
    }

    @Test
    void aSignedCallback_becomesANotice_asJsonOrAsAForm() {
        Verdict expected = new Verdict.Genuine(
                new SupplyNotice("niannianka", "T0001", "N900", SupplyNotice.Kind.FULFILLED, "success"));
        ObjectNode told = told("success", "20260102110405");
        assertThat(judge(told, SECRET)).isEqualTo(expected);
        String form = told.properties().stream()
                .map(each ->
                        each.getKey() + "=" + URLEncoder.encode(each.getValue().stringValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        assertThat(callback.judge(form.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
        assertThat(judge(told("failed", "20260102110405"), SECRET))
                .isEqualTo(new Verdict.Genuine(
                        new SupplyNotice("niannianka", "T0001", "N900", SupplyNotice.Kind.FAILED, "failed")));
        ObjectNode withNumbers = told("success", "20260102110405");
        withNumbers.put("price", new BigDecimal("49.50")).put("buy_num", 1);
        assertThat(judge(withNumbers, SECRET)).isEqualTo(expected);
    }

    @Test
    void forgedChangedAndOldCallbacks_areNotGenuine() {
        assertThat(judge(told("success", "20260102110405"), "another")).isEqualTo(bad(Verdict.Fault.FORGED));
        ObjectNode changed = told("failed", "20260102110405");
        changed.put("sign", CharacterSignature.of(changed, SECRET)).put("order_status", "success");
        assertThat(callback.judge(JSON.writeValueAsBytes(changed))).isEqualTo(bad(Verdict.Fault.FORGED));
        assertThat(judge(told("success", "20251230110404"), SECRET)).isEqualTo(bad(Verdict.Fault.STALE));
        assertThat(judge(told("success", "yesterday"), SECRET)).isEqualTo(bad(Verdict.Fault.MALFORMED));
        assertThat(new NiannianKaCallback(properties(""), clock)
                        .judge(JSON.writeValueAsBytes(told("success", "20260102110405"))))
                .isEqualTo(bad(Verdict.Fault.FORGED));
    }

    @Test
    void whatIsNoCallback_isMalformed_andAFieldThatComesTwiceIsNone() {
        for (String odd : List.of("", "{", "[]", "hello", "a=1&a=2", "{\"a\":1,\"a\":2}", "=1")) {
            assertThat(callback.judge(odd.getBytes(StandardCharsets.UTF_8)))
                    .as(odd)
                    .isEqualTo(bad(Verdict.Fault.MALFORMED));
        }
    }

    @Test
    void aPurchase_speaksThePartnersWords_andKeepsItsAccountToItself() {
        Purchase bill = Purchase.of(Orders.recharge("T1", "mobile-50", 5000, new Mobile("13900000001")))
                .orElseThrow();
        assertThat(bill.method()).isEqualTo("order.mobile.add");
        assertThat(bill.content())
                .isEqualTo(Map.of("charge_phone", "13900000001", "charge_value", 50, "customer_order_no", "T1"));
        assertThat(bill.toString()).doesNotContain("139");
        assertThat(Purchase.of(Orders.cards("T1", "mobile-50", 1, 5000)))
                .as("a bill for nobody")
                .isEmpty();
        assertThat(Purchase.of(Orders.cards("T1", "20010001", 51, 5000))).isEmpty();
        assertThat(Purchase.of(Orders.cards("T1", "20010001", 2, 5000))
                        .orElseThrow()
                        .content())
                .isEqualTo(Map.of("product_id", "20010001", "buy_num", 2, "customer_order_no", "T1"));
    }
}
