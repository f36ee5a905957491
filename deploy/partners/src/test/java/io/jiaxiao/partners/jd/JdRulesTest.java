package io.jiaxiao.partners.jd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.partners.time.SimulatedClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class JdRulesTest {

    private static final String LAMP = "100012044789";
    private static final String FRIDGE = "100012043938";
    private static final String GIFT_CARD = "100012045381";

    private final Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), SimulatedClock.CHINA);
    private final JdProperties properties = new Binder(
                    new MapConfigurationPropertySource(Map.of("jd.balance-fen", "200000")))
            .bindOrCreate("jd", JdProperties.class);
    private final Areas areas = new Areas(Table.rows("/jd/areas.tsv"));
    private final Shop shop = new Shop(areas, 10);
    private final SubmitRules rules = new SubmitRules(shop, areas, new Balance(clock, properties), properties);

    private final Tokens tokens = tokens(clock, true);

    private static Tokens tokens(Clock clock, boolean loginKillsOld) {
        return new Tokens(
                new JdAccount("demoClient", "demoSecret", "demoUser", "demoPass"),
                clock,
                Duration.ofSeconds(86400),
                loginKillsOld);
    }

    private static Map<String, String> login() {
        return new HashMap<>(Map.of(
                "grant_type", "access_token",
                "client_id", "demoClient",
                "timestamp", "2024-01-02 03:04:05",
                "username", "demoUser",
                "password", "925e39d7660ef1047736f15c2daf7d31",
                "scope", "",
                "sign", "A1AEFACF7128CE3A3DAB5C4E689E69FA"));
    }

    private static Form with(Map<String, String> fields, String name, String value) {
        Map<String, String> changed = new HashMap<>(fields);
        changed.put(name, value);
        return new Form(Map.copyOf(changed));
    }

    private static String token(Answer answer) {
        assertThat(answer.success()).as("%s", answer).isTrue();
        return String.valueOf(answer.result()).replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    static Map<String, String> anOrder(String sku, int num) {
        Map<String, String> form = new HashMap<>();
        form.put("thirdOrder", "R1");
        form.put("sku", "[{\"skuId\":" + sku + ",\"num\":" + num + ",\"bNeedAnnex\":true,\"bNeedGift\":false}]");
        form.put("name", "王小明");
        form.put("province", "19");
        form.put("city", "1607");
        form.put("county", "3638");
        form.put("town", "62961");
        form.put("address", "科技园 1 号");
        form.put("mobile", "13900000001");
        form.put("email", "mall@example.com");
        form.put("invoiceState", "2");
        form.put("invoiceType", "1");
        form.put("selectedInvoiceTitle", "5");
        form.put("companyName", "演示公司");
        form.put("invoiceContent", "1");
        form.put("paymentType", "4");
        form.put("isUseBalance", "1");
        form.put("submitState", "0");
        return form;
    }

    private String judged(Form form) {
        return rules.judge(form) instanceof SubmitRules.Verdict.Refused(Code code) ? code.number() : "ok";
    }

    private String judged(String sku, int num, String name, String value) {
        return judged(with(anOrder(sku, num), name, value));
    }

    @Test
    void thePublishedVector_opensASession_andNoOtherSignDoes() {
        assertThat(tokens.isValid(token(tokens.grant(new Form(login()))))).isTrue();
        for (String wrong : List.of("a1aefacf7128ce3a3dab5c4e689e69fa", "0".repeat(32))) {
            assertThat(tokens.grant(with(login(), "sign", wrong)).resultCode()).isEqualTo("1003");
        }
        assertThat(tokens.grant(with(login(), "username", "demoUser%20")).resultCode())
                .isEqualTo("1003");
        assertThat(tokens.grant(with(login(), "timestamp", "2024-01-02T03:04:05"))
                        .resultCode())
                .isEqualTo("1002");
        assertThat(tokens.grant(with(login(), "password", "")).resultCode()).isEqualTo("1001");
    }

    @Test
    void aNewLogin_endsTheOldToken_unlessConfiguredOtherwise() {
        String first = token(tokens.grant(new Form(login())));
        String second = token(tokens.grant(new Form(login())));
        assertThat(tokens.isValid(first)).isFalse();
        assertThat(tokens.isValid(second)).isTrue();

        Tokens patient = tokens(clock, false);
        String kept = token(patient.grant(new Form(login())));
        patient.grant(new Form(login()));
        assertThat(patient.isValid(kept)).isTrue();
    }

    @Test
    void aTokenLivesADay_andARefreshTokenServesOnce() {
        Instant[] now = {Instant.parse("2026-01-02T03:04:05Z")};
        Tokens moved = tokens(
                new Clock() {
                    @Override
                    public Instant instant() {
                        return now[0];
                    }

                    @Override
                    public java.time.ZoneId getZone() {
                        return SimulatedClock.CHINA;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }
                },
                true);
        Answer answer = moved.grant(new Form(login()));
        String token = token(answer);
        String refresh = String.valueOf(answer.result()).replaceAll(".*\"refresh_token\":\"([^\"]+)\".*", "$1");
        now[0] = now[0].plusSeconds(86399);
        assertThat(moved.isValid(token)).isTrue();
        now[0] = now[0].plusSeconds(1);
        assertThat(moved.isValid(token)).isFalse();

        Form again =
                new Form(Map.of("refresh_token", refresh, "client_id", "demoClient", "client_secret", "demoSecret"));
        assertThat(moved.isValid(token(moved.refresh(again)))).isTrue();
        assertThat(moved.refresh(again).resultCode()).isEqualTo("2007");
        assertThat(moved.refresh(with(again.fields(), "client_secret", "guess")).resultCode())
                .isEqualTo("1003");
    }

    @Test
    void withoutConfiguredSecrets_nobodySignsIn() {
        Tokens closed = new Tokens(new JdAccount("demoClient", "", "demoUser", ""), clock, Duration.ofDays(1), true);
        assertThat(closed.grant(new Form(login())).success()).isFalse();
    }

    @Test
    void aCompleteOrder_isAcceptable() {
        assertThat(judged(new Form(anOrder(LAMP, 2)))).isEqualTo("ok");
        // Where JD has no towns the town is 0; in the four great cities the third level ends it.
        Map<String, String> beijing = anOrder(LAMP, 1);
        beijing.putAll(Map.of("province", "1", "city", "72", "county", "2839", "town", "0"));
        assertThat(judged(new Form(beijing))).isEqualTo("ok");
    }

    @Test
    void whatIsMissing_isNamedEmpty_andTheEmailIsNotOptional() {
        for (String field : List.of("thirdOrder", "email", "mobile", "name", "invoiceType", "submitState", "town")) {
            assertThat(judged(LAMP, 1, field, "")).as(field).isEqualTo("1001");
        }
        assertThat(judged(LAMP, 1, "companyName", "")).isEqualTo("1001");
        assertThat(judged(LAMP, 1, "email", "nobody")).isEqualTo("1002");
        assertThat(judged(LAMP, 1, "mobile", "12345")).isEqualTo("1002");
        assertThat(judged(LAMP, 1, "sku", "100012044789")).isEqualTo("1002");
    }

    @Test
    void valuesOutOfTheContract_areRefused() {
        assertThat(judged(LAMP, 1, "submitState", "2")).isEqualTo("1003");
        assertThat(judged(LAMP, 1, "isUseBalance", "0")).isEqualTo("1003");
        assertThat(judged(LAMP, 1, "remark", "长".repeat(100))).isEqualTo("1003");
        assertThat(judged(LAMP, 1, "invoiceContent", "2")).isEqualTo("1003");
        Map<String, String> cash = anOrder(LAMP, 1);
        cash.putAll(Map.of("paymentType", "1", "isUseBalance", "0"));
        assertThat(judged(new Form(cash))).isEqualTo("2002");
        String line = "{\"skuId\":" + LAMP + ",\"num\":1}";
        assertThat(judged(LAMP, 1, "sku", "[" + line + "," + line + "]")).isEqualTo("1004");
        assertThat(judged(LAMP, 1, "sku", "[" + (line + ",").repeat(50) + line + "]"))
                .isEqualTo("1003");
        assertThat(judged(new Form(anOrder(LAMP, 0)))).isEqualTo("1003");
    }

    @Test
    void anAddressThatDoesNotHangTogether_isRefused() {
        assertThat(judged(LAMP, 1, "town", "0")).isEqualTo("3405");
        assertThat(judged(LAMP, 1, "city", "1601")).isEqualTo("3405");
        assertThat(judged(LAMP, 1, "province", "shenzhen")).isEqualTo("3405");
    }

    @Test
    void theShopsOwnLimits_haveTheirCodes() {
        assertThat(judged(new Form(anOrder("999", 1)))).isEqualTo("3005");
        assertThat(judged(new Form(anOrder(LAMP, 211)))).isEqualTo("3008");
        assertThat(judged(new Form(anOrder(LAMP, 13)))).isEqualTo("3017");
        Map<String, String> lhasa = anOrder(FRIDGE, 1);
        lhasa.putAll(Map.of("province", "26", "city", "3970", "county", "24395", "town", "0"));
        assertThat(judged(new Form(lhasa))).isEqualTo("3009");
        Goods lamp = java.util.Objects.requireNonNull(shop.find(Long.parseLong(LAMP)));
        lamp.onShelf = false;
        assertThat(judged(new Form(anOrder(LAMP, 1)))).isEqualTo("3004");
        lamp.onShelf = true;
        lamp.priceFen = 0;
        assertThat(judged(new Form(anOrder(LAMP, 1)))).isEqualTo("3001");
    }

    @Test
    void giftCards_travelAlone_andWithANormalInvoice() {
        assertThat(judged(
                        GIFT_CARD,
                        1,
                        "sku",
                        "[{\"skuId\":" + GIFT_CARD + ",\"num\":1},{\"skuId\":" + LAMP + ",\"num\":1}]"))
                .isEqualTo("3010");
        assertThat(judged(GIFT_CARD, 1, "invoiceType", "3")).isEqualTo("3015");
        assertThat(judged(new Form(anOrder(GIFT_CARD, 1)))).isEqualTo("ok");
    }

    @Test
    void aPriceThatWasShownAndIsNoMoreTrue_is3019() {
        Map<String, String> order = anOrder(LAMP, 1);
        order.put("doOrderPriceMode", "1");
        assertThat(judged(with(order, "orderPriceSnap", "[{\"price\":159.00,\"skuId\":" + LAMP + "}]")))
                .isEqualTo("ok");
        assertThat(judged(with(order, "orderPriceSnap", "[{\"price\":\"159\",\"skuId\":" + LAMP + "}]")))
                .isEqualTo("ok");
        assertThat(judged(with(order, "orderPriceSnap", "[{\"price\":158.99,\"skuId\":" + LAMP + "}]")))
                .isEqualTo("3019");
        assertThat(judged(with(order, "orderPriceSnap", "[]"))).isEqualTo("3019");
        assertThat(judged(new Form(order))).isEqualTo("1001");
    }

    @Test
    void aFormIsOnlyAForm_whenItSaysSo() {
        assertThat(Form.read("application/x-www-form-urlencoded;charset=UTF-8", "a=%E6%B1%9F+1&b")
                        .text("a"))
                .isEqualTo("江 1");
        assertThat(Form.read("application/json", "a=1").fields()).isEmpty();
        assertThat(Form.read(null, "a=1").fields()).isEmpty();
    }

    @Test
    void theSeed_isWhole() {
        assertThat(shop.all()).hasSize(42).allSatisfy(goods -> {
            assertThat(goods.pools).isNotEmpty();
            assertThat(goods.priceFen).isPositive();
        });
        assertThat(areas.provinces()).hasSize(31).containsEntry("广东", 19L);
        assertThat(areas.below(1, 2)).containsEntry("朝阳区", 72L);
        assertThat(areas.below(3638, 4)).containsEntry("粤海街道", 62961L);
        assertThat(areas.below(3640, 4)).isEmpty();
    }
}
