package io.jiaxiao.mall.redemption;

import static io.jiaxiao.testkit.together.Together.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the risk service says to a wish, and what is done without it. */
class RiskGateIT extends OrderTest {

    @Test
    void whatRiskRejects_holdsNothing_andWhatItWantsReviewedWaits() {
        long rejected = aPersonWith(100);
        NEIGHBOURS.verdict(rejected, "REJECT");
        Goods card = card(10, 5);
        Http.Answer no = redeem(rejected, card);
        refused(no, 422, "RISK_REJECTED");
        assertThat(no.json().path("detail").asString()).isEqualTo("操作过于频繁");
        assertThat(held(rejected)).isZero();

        long reviewed = aPersonWith(100);
        NEIGHBOURS.verdict(reviewed, "REVIEW");
        Http.Answer wait = redeem(reviewed, card);
        long order = accepted(wait);
        assertThat(wait.json().path("state").asString()).isEqualTo("REVIEW");
        assertThat(held(reviewed)).isEqualTo(10);
        assertThat(events("RedemptionAccepted", order)).isZero();
    }

    @Test
    void risk_isToldNoPersonalData() {
        long person = aPersonWith(100);
        accepted(redeem(person, recharge(10, 5)));
        assertThat(NEIGHBOURS.decisions().toString()).doesNotContain("13798765432");
        assertThat(NEIGHBOURS.decisions())
                .filteredOn(one -> one.path("personId").asString().equals(Long.toString(person)))
                .singleElement()
                .satisfies(one -> assertThat(one.path("mobileIndex").asString()).hasSize(32));
    }

    @Test
    void withoutRisk_ownLimitsDecide_andTheOrderIsMarked() {
        NEIGHBOURS.riskDown(true);
        long person = aPersonWith(100_000);
        Goods small = card(100, 50);
        Goods large = card(6000, 50);
        refused(redeem(person, large), 429, "REDEMPTION_LIMITED");
        for (int i = 0; i < 5; i++) {
            long order = accepted(redeem(person, small));
            assertThat(jdbc.queryForObject("SELECT verdict FROM redemption WHERE id = ?", String.class, order))
                    .isEqualTo("DEGRADED");
            assertThat(jdbc.queryForObject("SELECT review_due FROM redemption WHERE id = ?", Boolean.class, order))
                    .isTrue();
        }
        refused(redeem(person, small), 429, "REDEMPTION_LIMITED");
        assertThat(held(person)).isEqualTo(500);
    }

    @Test
    void whenRiskCannotCount_redeemingGoesOn_withinOwnLimits_andIsLookedAtLater() {
        long person = aPersonWith(100_000);
        NEIGHBOURS.uncounted(person);
        Goods small = card(100, 50);
        for (int i = 0; i < 5; i++) {
            Http.Answer answer = redeem(person, small);
            long order = accepted(answer);
            assertThat(answer.json().path("state").asString()).isEqualTo("ACCEPTED");
            assertThat(jdbc.queryForObject("SELECT review_due FROM redemption WHERE id = ?", Boolean.class, order))
                    .isTrue();
        }
        refused(redeem(person, small), 429, "REDEMPTION_LIMITED");
    }

    @Test
    void copiesOfOneWish_ofWhichRiskLetsOneThrough_areAnsweredWithItsOrder() throws Exception {
        long person = aPersonWith(1000);
        NEIGHBOURS.verdictAfter(person, 1, "REJECT");
        Goods card = card(10, 50);
        String key = aKey();
        List<Http.Answer> answers =
                atOnce(16, i -> http.post("/api/v1/redemptions", Tokens.parent(person), key, wish(card)));
        // Whoever was rejected before the order stood may say so; whoever asks once more gets the order.
        assertThat(answers).filteredOn(answer -> answer.status() == 201).isNotEmpty();
        assertThat(http.post("/api/v1/redemptions", Tokens.parent(person), key, wish(card))
                        .status())
                .isEqualTo(201);
        assertThat(held(person)).isEqualTo(10);
    }

    @Test
    void riskIsNotAsked_aboutWhatThePersonHasNoPointsFor() {
        long person = aPersonWith(5);
        refused(redeem(person, recharge(10, 5)), 409, "NOT_ENOUGH_POINTS");
        assertThat(askedAbout(person)).isEmpty();
    }

    @Test
    void risk_isToldWhatItsRulesMayLookAt() {
        long person = aPersonWith(100);
        Goods card = card(10, 5);
        accepted(redeem(person, card));
        assertThat(askedAbout(person)).singleElement().satisfies(asked -> {
            assertThat(asked.path("facts").propertyNames())
                    .containsExactlyInAnyOrder("points", "quantity", "channel", "kind", "sku");
            assertThat(asked.path("facts").path("sku").asString()).isEqualTo(Long.toString(card.id()));
            assertThat(asked.path("facts").path("kind").asString()).isEqualTo("CARD");
        });
    }

    private static List<JsonNode> askedAbout(long person) {
        return NEIGHBOURS.decisions().stream()
                .filter(one -> one.path("personId").asString().equals(Long.toString(person)))
                .toList();
    }

    @Test
    void withoutRisk_fiftyWishesAtOnce_areLimitedLikeFiftyInARow() throws Exception {
        NEIGHBOURS.riskDown(true);
        long person = aPersonWith(100_000);
        Goods small = card(100, 100);
        List<Http.Answer> answers = atOnce(50, i -> redeem(person, small));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(5);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> refused(answer, 429, "REDEMPTION_LIMITED"));
        assertThat(held(person)).isEqualTo(500);
        assertThat(left(small)).isEqualTo(95);
    }

    @Test
    void withoutRisk_theDaysPointsAreNotPassedAtOnceEither() throws Exception {
        NEIGHBOURS.riskDown(true);
        long person = aPersonWith(100_000);
        Goods dear = card(4000, 100);
        List<Http.Answer> answers = atOnce(5, i -> redeem(person, dear));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(2);
        assertThat(held(person)).isEqualTo(8000);
    }

    @Test
    void wishesOfOneMoment_goToRiskTogether_andEachIsDecidedForItself() throws Exception {
        Goods card = card(10, 100);
        List<Long> people =
                IntStream.range(0, 40).mapToObj(i -> aPersonWith(100)).toList();
        NEIGHBOURS.verdict(people.get(3), "REJECT");
        NEIGHBOURS.verdict(people.get(7), "REVIEW");
        NEIGHBOURS.refuses(people.get(11));
        int callsBefore = NEIGHBOURS.riskCalls();
        var held = new CountDownLatch(1);
        NEIGHBOURS.holdRisk(held);
        List<Http.Answer> answers;
        try (var opener = Executors.newVirtualThreadPerTaskExecutor()) {
            opener.submit(() -> {
                await().until(() -> NEIGHBOURS.riskCalls() - callsBefore == 2);
                held.countDown();
                return null;
            });
            answers = atOnce(40, i -> redeem(people.get(i), card));
        }
        assertThat(NEIGHBOURS.riskCalls() - callsBefore).isLessThan(20);
        for (int i = 0; i < 40; i++) {
            long person = people.get(i);
            assertThat(askedAbout(person)).hasSize(1);
            switch (i) {
                case 3 -> refused(answers.get(i), 422, "RISK_REJECTED");
                case 7 ->
                    assertThat(answers.get(i).json().path("state").asString()).isEqualTo("REVIEW");
                default ->
                    assertThat(jdbc.queryForObject(
                                    "SELECT verdict FROM redemption WHERE id = ?",
                                    String.class,
                                    accepted(answers.get(i))))
                            .isEqualTo(i == 11 ? "DEGRADED" : "PASSED");
            }
        }
    }
}
