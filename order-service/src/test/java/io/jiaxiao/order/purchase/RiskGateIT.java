package io.jiaxiao.order.purchase;

import static io.jiaxiao.testkit.together.Together.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What risk says to a purchase, what is done without it, and who looks at it later. */
class RiskGateIT extends ShopFixture {

    private static final String PLAN = "AIXUE_MOBILE_M1";
    private static final String PURCHASES = "/admin/v1/purchases";

    @Autowired
    private CircuitBreakerRegistry circuits;

    @Test
    void whatRiskRejectsIsNotMade_andWithoutRiskOurOwnLimitsDecideAndSomebodyLooksLater() {
        Family rejected = aFamily();
        NEIGHBOURS.verdict(Long.toString(rejected.parent()), "REJECT");
        Http.Answer no = purchase(rejected, quote(rejected, PLAN), aKey()).expect(422);
        assertThat(no.code()).isEqualTo("RISK_REJECTED");
        assertThat(no.json().path("detail").asString()).isEqualTo("操作过于频繁");

        Family family = aFamily();
        NEIGHBOURS.down("risk-reconcile-service");
        for (int i = 0; i < 5; i++) {
            assertThat(reviewDue(order(family, PLAN))).isTrue();
        }
        assertThat(purchase(family, quote(family, PLAN), aKey()).expect(429).code())
                .isEqualTo("PURCHASE_LIMITED");
    }

    @Test
    void withoutRisk_fiftyPurchasesAtOnce_areLimitedLikeFiftyInARow() throws Exception {
        Family family = aFamily();
        List<String> quotes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            quotes.add(quote(family, PLAN));
        }
        NEIGHBOURS.down("risk-reconcile-service");
        List<Http.Answer> answers = atOnce(50, i -> purchase(family, quotes.get(i), aKey()));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(5);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> assertThat(answer.expect(429).code()).isEqualTo("PURCHASE_LIMITED"));
        assertThat(made(family)).isEqualTo(5);
    }

    @Test
    void withoutRisk_copiesOfTheLastPurchaseOfTheDay_areThatPurchase() throws Exception {
        Family family = aFamily();
        NEIGHBOURS.down("risk-reconcile-service");
        for (int i = 0; i < 4; i++) {
            order(family, PLAN);
        }
        String quote = quote(family, PLAN);
        String key = aKey();
        List<Http.Answer> answers = atOnce(12, i -> purchase(family, quote, key));
        assertThat(answers.stream()
                        .map(answer -> answer.expect(201).json().path("id").asString())
                        .distinct())
                .hasSize(1);
        assertThat(made(family)).isEqualTo(5);
    }

    @Test
    void aBurstBeyondOurOwnPlaces_isNoFailureOfRisk() {
        order(aFamily(), PLAN);
        CircuitBreaker breaker = circuits.getAllCircuitBreakers().stream()
                .filter(one -> one.getName().startsWith("DecisionApi"))
                .findFirst()
                .orElseThrow();
        var full = BulkheadFullException.createBulkheadFullException(Bulkhead.ofDefaults("full"));
        assertThat(breaker.getCircuitBreakerConfig()
                        .getIgnoreExceptionPredicate()
                        .test(full))
                .isTrue();
    }

    @Test
    void whatRiskWantsReviewed_goesOn_isFoundByOperators_andIsLookedAtOnce() {
        Family family = aFamily();
        NEIGHBOURS.verdict(Long.toString(family.parent()), "REVIEW");
        String purchase = buy(family, PLAN);
        assertThat(entitled(family, "AIXUE_MOBILE", "aixue"))
                .as("it is not held back")
                .isTrue();
        NEIGHBOURS.verdict(Long.toString(family.parent()), "PASS");
        String plain = order(family, PLAN);
        String school = "&schoolId=" + family.place().schoolId();
        assertThat(found("reviewDue=true" + school)).containsExactly(purchase);
        assertThat(found("reviewDue=false" + school)).containsExactly(plain);
        assertThat(found("reviewDue=true&state=CLOSED" + school)).isEmpty();

        JsonNode detail = review(purchase, "电话核实为本人").expect(200).json();

        assertThat(detail.path("purchase").path("reviewDue").asBoolean()).isFalse();
        assertThat(detail.path("purchase").path("verdict").asString()).isEqualTo("REVIEW");
        assertThat(detail.path("timeline").valueStream()).anySatisfy(line -> {
            assertThat(line.path("what").asString()).isEqualTo("REVIEWED");
            assertThat(line.path("note").asString()).isEqualTo("电话核实为本人");
            assertThat(line.path("actor").asString()).startsWith("operator:");
        });
        assertThat(stepsOf(purchase)).containsExactly("MADE", "PAID", "REVIEWED");
        assertThat(found("reviewDue=true" + school)).isEmpty();
        assertThat(review(purchase, "再看一次").expect(409).code()).isEqualTo("REVIEW_NOT_DUE");
        assertThat(review(plain, "不用看").expect(409).code()).isEqualTo("REVIEW_NOT_DUE");
        assertThat(jdbc.queryForList(
                        "SELECT reason FROM audit_log WHERE action = 'REVIEW_PURCHASE' AND subject_id = ?",
                        String.class,
                        purchase))
                .containsExactly("电话核实为本人");
    }

    @Test
    void onlyOperatorsReview_withAReason_whatIsThere() {
        assertThat(review(Long.toString(number()), "没有").expect(404).code()).isEqualTo("PURCHASE_UNKNOWN");
        assertThat(review("1", "").expect(400).fields()).containsOnly("reason");
        assertThat(review("1", "字".repeat(201)).expect(400).fields()).containsExactly("reason");
        review("x", "看过").expect(400);
        http.get(PURCHASES + "?reviewDue=maybe", Tokens.operator()).expect(400);
        http.post(PURCHASES + "/1/review", Tokens.parent(aPerson()), Map.of("reason", "看过"))
                .expect(403);
    }

    private Http.Answer review(String purchase, String reason) {
        return http.post(PURCHASES + "/" + purchase + "/review", Tokens.operator(), Map.of("reason", reason));
    }

    private List<String> found(String query) {
        return http.get(PURCHASES + "?" + query, Tokens.operator())
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .map(line -> line.path("id").asString())
                .toList();
    }

    private boolean reviewDue(String purchase) {
        return jdbc.queryForObject("SELECT review_due FROM purchase WHERE id = ?", Boolean.class, purchase);
    }

    private int made(Family family) {
        return jdbc.queryForObject("SELECT COUNT(*) FROM purchase WHERE person_id = ?", Integer.class, family.parent());
    }
}
