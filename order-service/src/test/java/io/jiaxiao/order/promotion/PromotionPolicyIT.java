package io.jiaxiao.order.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Operators make what a promotion promises. Each test has a policy and a plan of its own. */
class PromotionPolicyIT extends ShopFixture {

    private static final String POLICIES = "/admin/v1/promotion-policies";
    private static final String WANG = Tokens.operator(101);
    private static final String LI = Tokens.operator(102);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String code = "T" + number();
    private final String plan = "P" + number();

    @BeforeEach
    void aPlanUnderAPolicy() {
        itIs("2027-03-10");
        jdbc.update(
                "INSERT INTO promotion_policy (code, version, title, paid_months, returned_months, payout, first_only,"
                        + " longest_pause_days, after_cancel, cooling_off_days, effective_from) VALUES (?, 1, '订3退3', 3, 3,"
                        + " 'INSTALMENTS', TRUE, 30, 'DEDUCT', 3, '2026-01-01')",
                code);
        jdbc.update(
                "INSERT INTO plan (code, product_code, title, months, by_alipay, by_carrier, policy_code, on_sale, sort)"
                        + " VALUES (?, 'ZHONGXIANG', '订3退3', 3, TRUE, FALSE, ?, TRUE, 90)",
                plan,
                code);
        jdbc.update(
                "INSERT INTO tariff (id, plan_code, scope, scope_id, version, price_fen, effective_from, author, created_at)"
                        + " VALUES (?, ?, 'LIST', '', 1, 3600, '2026-01-01', 'test', '2026-01-01')",
                number(),
                plan);
    }

    @Test
    void aNewVersionHoldsForQuotesFromItsDayOn_andWhatWasPromisedBeforeStays() {
        Family early = aFamily();
        String bought = buy(early, plan);
        Family told = aFamily();
        String quote = quote(told, plan);
        propose(terms(Map.of("returnedMonths", 1)), Duration.ofMinutes(10)).expect(201);
        assertThat(dues(returns(early, "purchases/" + bought))).hasSize(3);
        decide(2, "approve", LI).expect(200);
        assertThat(dues(returns(told, "quotes/" + quote)))
                .as("approved, and not begun")
                .hasSize(3);
        assertThat(read(1).path("inForce").asBoolean()).isTrue();

        clock.advanceSeconds(600);
        assertThat(read(2).path("inForce").asBoolean()).isTrue();
        assertThat(dues(returns(told, "quotes/" + quote)))
                .as("told before its day")
                .hasSize(3);
        String purchase =
                purchase(told, quote, aKey()).expect(201).json().path("id").asString();
        payments.pay("P" + purchase);
        Family late = aFamily();
        String after = buy(late, plan);

        assertThat(dues(returns(told, "purchases/" + purchase))).hasSize(3);
        assertThat(dues(returns(early, "purchases/" + bought))).hasSize(3);
        assertThat(dues(returns(late, "purchases/" + after))).containsExactly("2027-06-11 1200");
        assertThat(read(1).path("purchases").asInt()).isEqualTo(2);
        assertThat(read(2).path("purchases").asInt()).isEqualTo(1);
    }

    @Test
    void nobodyApprovesTheirOwn_andOfManyWhoDecideAtOnceOneDoes() throws Exception {
        propose(terms(Map.of()), Duration.ofDays(1)).expect(201);
        assertThat(decide(2, "approve", WANG).expect(403).code()).isEqualTo("SAME_OPERATOR");
        var together = new CyclicBarrier(3);
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(3)) {
            List<Future<Integer>> running = new ArrayList<>();
            for (String[] act : new String[][] {{"approve", "102"}, {"reject", "103"}, {"approve", "104"}}) {
                running.add(threads.submit(() -> {
                    together.await();
                    return decide(2, act[0], Tokens.operator(act[1])).status();
                }));
            }
            for (Future<Integer> one : running) {
                answers.add(one.get());
            }
        }
        assertThat(answers).containsExactlyInAnyOrder(200, 409, 409);
        assertThat(jdbc.queryForList(
                        "SELECT action FROM audit_log WHERE subject_type = 'PROMOTION_POLICY' AND subject_id = ? ORDER BY id",
                        String.class,
                        code + "/2"))
                .hasSize(2)
                .startsWith("PROPOSE_PROMOTION_POLICY");
        decide(9, "approve", LI).expect(404);
    }

    @Test
    void whatIsRejectedPromisesNothing_norDoesWhatIsApprovedTooLate() {
        propose(terms(Map.of("returnedMonths", 1)), Duration.ofMinutes(5)).expect(201);
        decide(2, "reject", LI).expect(200);
        propose(terms(Map.of("returnedMonths", 2)), Duration.ofMinutes(5)).expect(201);
        clock.advanceSeconds(300);
        assertThat(decide(3, "approve", LI).expect(422).code()).isEqualTo("POLICY_DATE");
        assertThat(read(3).path("state").asString()).isEqualTo("WAITING");
        assertThat(read(1).path("inForce").asBoolean()).isTrue();
        assertThat(http.get(POLICIES + "?code=" + code + "&state=REJECTED", LI)
                        .expect(200)
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(propose(terms(Map.of()), Duration.ofSeconds(59)).expect(422).code())
                .isEqualTo("POLICY_DATE");
    }

    @Test
    void theLastThatHasBegunHolds_whicheverWasProposedFirst() {
        propose(terms(Map.of("returnedMonths", 1)), Duration.ofDays(10)).expect(201);
        propose(terms(Map.of("returnedMonths", 2)), Duration.ofDays(5)).expect(201);
        decide(3, "approve", LI).expect(200);
        decide(2, "approve", LI).expect(200);
        itIs("2027-03-16");
        assertThat(read(3).path("inForce").asBoolean()).isTrue();
        itIs("2027-03-21");
        assertThat(read(2).path("inForce").asBoolean()).isTrue();
        assertThat(read(3).path("inForce").asBoolean()).isFalse();
    }

    @Test
    void thePreviewShowsWhatWouldComeBack_besideWhatHoldsNow_asThePurchaseThenDoes() {
        Map<String, Object> wish = new HashMap<>();
        wish.put("terms", terms(Map.of("payout", "AT_ONCE", "returnedMonths", 2)));
        wish.put("planCode", plan);
        JsonNode shown = http.post(POLICIES + "/" + code + "/previews", WANG, wish)
                .expect(200)
                .json();
        assertThat(dues(shown)).containsExactly("2027-06-11 2400");
        assertThat(shown.path("keptFen").asLong()).isEqualTo(1200);
        assertThat(shown.path("inForce")).hasSize(3);
        JsonNode held = http.get(
                        POLICIES + "/" + code + "/versions/1/preview?planCode=" + plan
                                + "&priceFen=100&paidOn=2026-11-30",
                        WANG)
                .expect(200)
                .json();
        assertThat(dues(held)).containsExactly("2026-12-31 33", "2027-01-31 33", "2027-03-01 34");
        Family family = aFamily();
        assertThat(dues(returns(family, "purchases/" + buy(family, plan))))
                .isEqualTo(dues(http.get(POLICIES + "/" + code + "/versions/1/preview?planCode=" + plan, WANG)
                        .expect(200)
                        .json()));
        wish.put("planCode", "ZHONGXIANG_M1");
        assertThat(http.post(POLICIES + "/" + code + "/previews", WANG, wish)
                        .expect(422)
                        .code())
                .isEqualTo("POLICY_PLAN_MONTHS");
    }

    @ParameterizedTest
    @CsvSource({
        "paidMonths, 0",
        "paidMonths, 37",
        "returnedMonths, 0",
        "returnedMonths, 4",
        "payout, \"LATER\"",
        "afterCancel, null",
        "firstOnly, null",
        "longestPauseDays, -1",
        "coolingOffDays, 31",
        "title, \"\"",
        "surprise, 1"
    })
    void whatIsWrittenWronglyIsNamed(String field, String value) {
        Map<String, Object> terms = terms(Map.of());
        terms.put(field, JSON.readTree(value));
        assertThat(propose(terms, Duration.ofDays(1)).expect(400).fields())
                .allMatch(("terms." + field)::equals)
                .isNotEmpty();
    }

    @Test
    void monthsThatDoNotFitAPlanSoldUnderItAreRefused_andOnlyOperatorsAct() {
        assertThat(propose(terms(Map.of("paidMonths", 6)), Duration.ofDays(1))
                        .expect(422)
                        .code())
                .isEqualTo("POLICY_PLAN_MONTHS");
        http.get(POLICIES, Tokens.parent(aPerson())).expect(403);
        http.get(POLICIES + "/" + code + "/versions/2", WANG).expect(404);
        http.post(POLICIES + "/a-b/versions", WANG, Map.of()).expect(400);
    }

    private static Map<String, Object> terms(Map<String, Object> other) {
        Map<String, Object> terms = new HashMap<>();
        terms.put("title", "订3退1");
        terms.put("paidMonths", 3);
        terms.put("returnedMonths", 3);
        terms.put("payout", "INSTALMENTS");
        terms.put("firstOnly", true);
        terms.put("longestPauseDays", 30);
        terms.put("afterCancel", "DEDUCT");
        terms.put("coolingOffDays", 3);
        terms.putAll(other);
        return terms;
    }

    private Http.Answer propose(Map<String, Object> terms, Duration ahead) {
        Instant from = clock.instant().plus(ahead);
        return http.post(
                POLICIES + "/" + code + "/versions",
                WANG,
                Map.of("terms", terms, "effectiveFrom", from.toString(), "reason", "市场调整"));
    }

    private Http.Answer decide(int version, String how, String token) {
        return http.post(POLICIES + "/" + code + "/versions/" + version + "/" + how, token, Map.of("reason", "已核对"));
    }

    private JsonNode read(int version) {
        return http.get(POLICIES + "/" + code + "/versions/" + version, LI)
                .expect(200)
                .json();
    }

    private JsonNode returns(Family family, String of) {
        return http.get("/api/v1/" + of + "/returns", Tokens.parent(family.parent()))
                .expect(200)
                .json();
    }

    private static List<String> dues(JsonNode plan) {
        return plan.path("instalments")
                .valueStream()
                .map(each -> each.path("dueOn").asString() + " "
                        + each.path("amountFen").asLong())
                .toList();
    }
}
