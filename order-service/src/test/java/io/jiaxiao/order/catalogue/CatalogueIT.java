package io.jiaxiao.order.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class CatalogueIT extends ShopFixture {

    private static final String PLAN = "AIXUE_MOBILE_M1";

    @Autowired
    private Quotes quotes;

    @Test
    void parentsSeeEveryProductWithThePriceOfTheirOwnSchool() {
        Family here = aFamily();
        Family elsewhere = aFamily();
        addTariff("UNIT", here.place().schoolId(), 1234);
        assertThat(price(here, "ALIPAY")).isEqualTo(1234);
        assertThat(price(elsewhere, "ALIPAY")).isEqualTo(1500);
        JsonNode products = products(here);
        assertThat(products.findValuesAsString("title")).contains("校讯通", "AI学(移动)", "高考王者(尊享版)", "订3退3");
    }

    @Test
    void aPriceForTheClassBeatsTheSchools_whichBeatsTheRegions() {
        Family family = aFamily();
        addTariff("UNIT", family.place().schoolId(), 1300);
        assertThat(price(family, "ALIPAY")).isEqualTo(1300);
        addTariff("UNIT", family.place().classId(), 1200);
        assertThat(price(family, "ALIPAY")).isEqualTo(1200);
    }

    @Test
    void theQuotedPriceIsThePriceCharged_evenWhenTheTariffChangesMeanwhile() {
        Family family = aFamily();
        String quote = quote(family, PLAN);
        addTariff("UNIT", family.place().schoolId(), 9900);
        clock.advance(Duration.ofMinutes(29));
        String purchase =
                purchase(family, quote, aKey()).expect(201).json().path("id").asString();
        assertThat(jdbc.queryForObject("SELECT price_fen FROM purchase WHERE id = ?", Long.class, purchase))
                .isEqualTo(1500);
        assertThat(price(family, "ALIPAY")).isEqualTo(9900);
    }

    @Test
    void anExpiredQuoteBindsNobody() {
        Family family = aFamily();
        String quote = quote(family, PLAN);
        clock.advance(Duration.ofMinutes(30));
        assertThat(purchase(family, quote, aKey()).expect(409).code()).isEqualTo("QUOTE_EXPIRED");
    }

    @Test
    void whatIsTakenOffSaleIsNotQuotedAnyMore_butAQuoteGivenBeforeStillBinds() {
        Family family = aFamily();
        String plan = aPlan(1000);
        String quote = quote(family, plan);
        http.put(
                        "/admin/v1/products/plans/" + plan + "/sale",
                        Tokens.operator(),
                        Map.of("onSale", false, "reason", "下架测试"))
                .expect(200);
        assertThat(quoteAnswer(family, plan, "ALIPAY").expect(404).code()).isEqualTo("PLAN_UNKNOWN");
        purchase(family, quote, aKey()).expect(201);
        assertThat(audits("PLAN", plan)).isEqualTo(2);
    }

    @Test
    void aWayToPayThatIsNotOfferedIsRefused_andSoIsAClassNobodyKnows() {
        Family family = aFamily();
        assertThat(quoteAnswer(family, "AIXUE_MOBILE_M12", "CARRIER")
                        .expect(409)
                        .code())
                .isEqualTo("METHOD_NOT_OFFERED");
        assertThat(http.get("/api/v1/products?classId=" + number(), Tokens.parent(family.parent()))
                        .expect(404)
                        .code())
                .isEqualTo("CLASS_UNKNOWN");
    }

    @Test
    void withoutTheRosterAClassHeardOfBeforeIsStillPriced_andAnUnheardOneIsAskedToWait() {
        Family heard = aFamily();
        Family unheard = aFamily();
        assertThat(price(heard, "ALIPAY")).isEqualTo(1500);
        NEIGHBOURS.down("roster-service");
        assertThat(price(heard, "ALIPAY")).isEqualTo(1500);
        Http.Answer answer =
                http.get("/api/v1/products?classId=" + unheard.place().classId(), Tokens.parent(unheard.parent()));
        assertThat(answer.expect(503).code()).isEqualTo("ROSTER_UNAVAILABLE");
    }

    @Test
    void operatorsFindTariffsByFilterAndPage_andEachVersionLeavesItsAuditRow() {
        String plan = aPlan(1000);
        String school = Long.toString(number());
        String first = add(plan, "UNIT", school, 900).path("id").asString();
        JsonNode second = add(plan, "UNIT", school, 800);
        assertThat(second.path("version").asInt()).isEqualTo(2);
        JsonNode page = tariffs("?planCode=" + plan + "&scope=UNIT&size=1");
        assertThat(page.path("total").asLong()).isEqualTo(2);
        assertThat(page.path("items")).hasSize(1);
        assertThat(page.path("items").get(0).path("priceFen").asLong()).isEqualTo(800);
        assertThat(audits("TARIFF", first)).isEqualTo(1);
        http.post(
                        "/admin/v1/tariffs/" + second.path("id").asString() + "/endings",
                        Tokens.operator(),
                        Map.of("reason", "提前结束"))
                .expect(200);
        assertThat(tariffs("?planCode=" + plan + "&scope=UNIT&inForceAt=" + clock.instant())
                        .path("items")
                        .get(0)
                        .path("priceFen")
                        .asLong())
                .isEqualTo(900);
    }

    @Test
    void parentsAreNoOperators_andWrongTariffsAreRefusedWithTheFieldThatIsWrong() {
        assertThat(http.get("/admin/v1/tariffs", Tokens.parent(aPerson())).status())
                .isEqualTo(403);
        assertThat(http.get("/admin/v1/products", Tokens.parent(aPerson())).status())
                .isEqualTo(403);
        Map<String, Object> tariff = tariff(PLAN, "LIST", null, 0);
        assertThat(http.post("/admin/v1/tariffs", Tokens.operator(), tariff)
                        .expect(400)
                        .fields())
                .containsExactly("priceFen");
        assertThat(http.post("/admin/v1/tariffs", Tokens.operator(), tariff(PLAN, "CHANNEL", "CASH", 100))
                        .expect(400)
                        .code())
                .isEqualTo("SCOPE_ID_WRONG");
        Map<String, Object> past = tariff(PLAN, "LIST", null, 100);
        past.put("effectiveFrom", "2025-01-01T00:00:00Z");
        assertThat(http.post("/admin/v1/tariffs", Tokens.operator(), past)
                        .expect(400)
                        .code())
                .isEqualTo("TARIFF_DATES");
    }

    @Test
    void quotesNobodyCanWantAnyMoreAreForgotten() {
        Family family = aFamily();
        String quote = quote(family, PLAN);
        quotes.forgetOld();
        assertThat(known(quote)).isEqualTo(1);
        clock.advanceDays(8);
        quotes.forgetOld();
        assertThat(known(quote)).isZero();
    }

    private long known(String quote) {
        return jdbc.queryForObject("SELECT COUNT(*) FROM quote WHERE id = ?", Long.class, quote);
    }

    private String aPlan(long fen) {
        String code = "T" + number();
        http.post(
                        "/admin/v1/products/AIXUE_MOBILE/plans",
                        Tokens.operator(),
                        Map.of(
                                "code",
                                code,
                                "title",
                                "测试套餐",
                                "months",
                                1,
                                "methods",
                                new String[] {"ALIPAY"},
                                "reason",
                                "测试"))
                .expect(201);
        add(code, "LIST", null, fen);
        return code;
    }

    @Test
    void aPriceWithoutAScopeIsRefusedByName() {
        Map<String, Object> tariff = new HashMap<>(tariff(PLAN, "LIST", null, 700));
        tariff.remove("scope");
        assertThat(http.post("/admin/v1/tariffs", Tokens.operator(), tariff)
                        .expect(400)
                        .fields())
                .containsExactly("scope");
    }

    private void addTariff(String scope, String scopeId, long fen) {
        add(PLAN, scope, scopeId, fen);
    }

    private JsonNode add(String plan, String scope, String scopeId, long fen) {
        return http.post("/admin/v1/tariffs", Tokens.operator(), tariff(plan, scope, scopeId, fen))
                .expect(201)
                .json();
    }

    private static Map<String, Object> tariff(String plan, String scope, String scopeId, long fen) {
        Map<String, Object> tariff = new LinkedHashMap<>();
        tariff.put("planCode", plan);
        tariff.put("scope", scope);
        if (scopeId != null) {
            tariff.put("scopeId", scopeId);
        }
        tariff.put("priceFen", fen);
        tariff.put("reason", "测试定价");
        return tariff;
    }

    private JsonNode tariffs(String query) {
        return http.get("/admin/v1/tariffs" + query, Tokens.operator())
                .expect(200)
                .json();
    }

    private long audits(String type, String id) {
        return jdbc.queryForObject(
                "SELECT COUNT(*) FROM audit_log WHERE subject_type = ? AND subject_id = ?", Long.class, type, id);
    }

    private Http.Answer quoteAnswer(Family family, String plan, String method) {
        return http.post(
                "/api/v1/quotes",
                Tokens.parent(family.parent()),
                Map.of("planCode", plan, "classId", family.place().classId(), "method", method));
    }

    private JsonNode products(Family family) {
        return http.get("/api/v1/products?classId=" + family.place().classId(), Tokens.parent(family.parent()))
                .expect(200)
                .json();
    }

    private long price(Family family, String method) {
        for (JsonNode product : products(family).path("items")) {
            for (JsonNode plan : product.path("plans")) {
                for (JsonNode price : plan.path("prices")) {
                    if (plan.path("code").asString().equals(PLAN)
                            && price.path("method").asString().equals(method)) {
                        return price.path("priceFen").asLong();
                    }
                }
            }
        }
        throw new AssertionError("no price");
    }
}
