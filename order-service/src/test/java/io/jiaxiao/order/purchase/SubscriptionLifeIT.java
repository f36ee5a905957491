package io.jiaxiao.order.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.order.subscription.SubscriptionCalendar;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Subscriptions through time: exactly these events and no others. */
class SubscriptionLifeIT extends ShopFixture {

    private static final String PLAN = "AIXUE_MOBILE_M1";

    @Autowired
    private ApplicationContext context;

    @Autowired
    private PayInstalments instalments;

    @ParameterizedTest
    @CsvSource({
        "XIAOXUNTONG_M1,    2026-11-30, 2026-12-30",
        "AIXUE_MOBILE_M1,   2027-01-31, 2027-02-28",
        "GAOKAO_VIP_M1,     2028-01-31, 2028-02-29",
        "AIXUE_MOBILE_M12,  2028-02-29, 2029-02-28",
        "XIAOXUNTONG_2026A, 2026-12-01, 2027-01-31"
    })
    void itIsOpenThroughItsLastPaidDay_andExpiresOnTheNext(String plan, String paid, String through) {
        itIs(paid);
        Family family = aFamily();
        String subscription = subscriptionOf(buy(family, plan));
        for (int day : List.of(0, 2, 3, 4)) {
            itIs(LocalDate.parse(paid).plusDays(day).toString());
            turn();
            assertThat(eventsOf(subscription)).containsExactly("CREATED " + through, "ACTIVATED " + through);
        }
        itIs(through);
        turn();
        assertThat(subscriptionState(subscription)).isEqualTo("ACTIVE");
        itIs(LocalDate.parse(through).plusDays(1).toString());
        turn();
        turn();
        assertThat(eventsOf(subscription))
                .containsExactly("CREATED " + through, "ACTIVATED " + through, "EXPIRED " + through);
        assertThat(subscriptionState(subscription)).isEqualTo("EXPIRED");
    }

    @Test
    void theEntitlementEndsAtMidnight_evenWhenNoJobHasRun_andAnotherLineIsUntouched() {
        itIs("2026-12-10");
        Family family = aFamily();
        buy(family, PLAN);
        itIs("2026-12-20");
        buy(family, "XIAOXUNTONG_M1");
        itIs("2027-01-11");
        assertThat(entitled(family, "AIXUE_MOBILE", "aixue")).isFalse();
        assertThat(entitled(family, "XIAOXUNTONG", "xiaoxuntong")).isTrue();
        turn();
        assertThat(entitled(family, "XIAOXUNTONG", "xiaoxuntong")).isTrue();
        assertThat(waitingEvents("EntitlementChanged", family.childId() + ":AIXUE_MOBILE"))
                .isEqualTo(2);
    }

    @Test
    void aRenewalAddsToTheEnd_andIsVisibleToday_andOneAfterExpiryBeginsAnew() {
        itIs("2027-01-31");
        Family family = aFamily();
        String first = buy(family, PLAN);
        itIs("2027-02-10");
        String second = buy(family, PLAN);
        String subscription = subscriptionOf(first);
        assertThat(subscriptionOf(second)).isEqualTo(subscription);
        assertThat(eventsOf(subscription))
                .containsExactly("CREATED 2027-02-28", "ACTIVATED 2027-02-28", "RENEWED 2027-03-31");
        JsonNode seen = read(family, subscription);
        assertThat(seen.path("upcoming").findValuesAsString("what")).containsExactly("NEXT_TERM", "EXPIRES");
        assertThat(seen.path("upcoming").findValuesAsString("day")).containsExactly("2027-03-01", "2027-04-01");
        // Paid after the end, before any job has noticed it.
        itIs("2027-04-05");
        String third = buy(family, PLAN);
        assertThat(eventsOf(subscription)).endsWith("EXPIRED 2027-03-31");
        assertThat(eventsOf(subscriptionOf(third))).containsExactly("CREATED 2027-05-05", "ACTIVATED 2027-05-05");
    }

    @Test
    void cancellingAtTheEndChangesNothingBeforeTheEnd_canBeTakenBack_andIsOverThen() {
        itIs("2026-12-10");
        Family family = aFamily();
        String subscription = subscriptionOf(buy(family, PLAN));
        act(family, subscription, "endings").expect(200);
        assertThat(read(family, subscription).path("upcoming").findValuesAsString("what"))
                .containsExactly("ENDS");
        assertThat(entitled(family, "AIXUE_MOBILE", "aixue")).isTrue();
        act(family, subscription, "continuations").expect(200);
        act(family, subscription, "endings").expect(200);
        itIs("2027-01-11");
        turn();
        assertThat(eventsOf(subscription))
                .containsExactly(
                        "CREATED 2027-01-10",
                        "ACTIVATED 2027-01-10",
                        "CANCEL_SCHEDULED 2027-01-10",
                        "CANCEL_WITHDRAWN 2027-01-10",
                        "CANCEL_SCHEDULED 2027-01-10",
                        "CANCELLED 2027-01-10");
        assertThat(act(family, subscription, "continuations").expect(409).code())
                .isEqualTo("SUBSCRIPTION_NOT_ACTIVE");
    }

    @Test
    void payingAgainForWhatWasToEndLetsItGoOn() {
        itIs("2026-12-10");
        Family family = aFamily();
        String subscription = subscriptionOf(buy(family, PLAN));
        act(family, subscription, "endings").expect(200);
        buy(family, PLAN);
        assertThat(subscriptionState(subscription)).isEqualTo("ACTIVE");
        assertThat(eventsOf(subscription)).endsWith("CANCEL_WITHDRAWN 2027-01-10", "RENEWED 2027-02-10");
    }

    @Test
    void aPauseClosesTheProductAndGivesItsDaysBack_byItselfOnItsDay() {
        itIs("2026-12-10");
        Family family = aFamily();
        String subscription = subscriptionOf(buy(family, PLAN));
        itIs("2026-12-20");
        pause(family, subscription, "2026-12-31").expect(200);
        assertThat(entitled(family, "AIXUE_MOBILE", "aixue")).isFalse();
        assertThat(read(family, subscription).path("upcoming").findValuesAsString("day"))
                .containsExactly("2026-12-31", "2027-01-21");
        // The job comes late: no day is lost by that.
        itIs("2027-01-02");
        turn();
        assertThat(eventsOf(subscription)).endsWith("PAUSED 2027-01-10", "RESUMED 2027-01-20");
        assertThat(entitled(family, "AIXUE_MOBILE", "aixue")).isTrue();
    }

    @Test
    void onlyItsOwnerTouchesASubscription() {
        Family family = aFamily();
        String subscription = subscriptionOf(buy(family, PLAN));
        Family stranger = aFamily();
        assertThat(act(stranger, subscription, "endings").status()).isEqualTo(404);
        assertThat(cancel(stranger, subscription, null).status()).isEqualTo(404);
        assertThat(http.get("/api/v1/subscriptions?childId=" + family.childId(), Tokens.parent(stranger.parent()))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"0, 1500", "2, 1500", "3, 1500", "4, 1307", "30, 49", "31, 0"})
    void whatThePreviewShowsIsWhatComesBack_toTheFen(int day, long back) {
        itIs("2027-03-10");
        Family family = aFamily();
        String purchase = buy(family, PLAN);
        String subscription = subscriptionOf(purchase);
        itIs(LocalDate.parse("2027-03-10").plusDays(day).toString());
        assertThat(refundPreview(family, subscription)).isEqualTo(back);
        assertThat(cancel(family, subscription, back + 1).expect(409).code()).isEqualTo("REFUND_CHANGED");
        cancel(family, subscription, back).expect(200);
        assertThat(entitled(family, "AIXUE_MOBILE", "aixue")).isFalse();
        assertThat(subscriptionState(subscription)).isEqualTo("CANCELLED");
        payments.arrive("P" + purchase);
        assertThat(payments.kept("P" + purchase)).isEqualTo(1500 - back);
        assertThat(stateOf(purchase)).isEqualTo(back == 0 ? "PAID" : "REFUNDED");
        assertThat(subscriptionState(subscription)).isEqualTo(back == 0 ? "CANCELLED" : "REFUNDED");
        assertThat(waitingEvents("PurchaseRefunded", purchase)).isEqualTo(back == 0 ? 0 : 1);
    }

    @Test
    void cancellingTwiceGivesBackOnce_andPaidMoneyToldAgainAfterARefundOpensNothing() {
        Family family = aFamily();
        String purchase = buy(family, PLAN);
        String subscription = subscriptionOf(purchase);
        String key = aKey();
        for (int i = 0; i < 2; i++) {
            Http.Answer done = http.post(
                    "/api/v1/subscriptions/" + subscription + "/cancellations",
                    Tokens.parent(family.parent()),
                    key,
                    Map.of());
            assertThat(done.expect(200).json().path("backFen").asLong()).isEqualTo(1500);
        }
        assertThat(cancel(family, subscription, null).expect(409).code()).isEqualTo("SUBSCRIPTION_ENDED");
        payments.arrive("P" + purchase);
        payments.tellAgain("P" + purchase);
        assertThat(payments.kept("P" + purchase)).isZero();
        assertThat(entitled(family, "AIXUE_MOBILE", "aixue")).isFalse();
        assertThat(subscriptionState(subscription)).isEqualTo("REFUNDED");
    }

    @Test
    void cancellingGivesBackEachPurchaseToItsOwnPayer_whatIsAheadWhole() {
        itIs("2027-03-10");
        Family family = aFamily();
        String first = buy(family, PLAN);
        String second = buy(family, PLAN);
        String subscription = subscriptionOf(first);
        itIs("2027-03-20");
        // Ten of 31 days of the first are used, none of the second.
        assertThat(refundPreview(family, subscription)).isEqualTo(1500 - 483 + 1500);
        cancel(family, subscription, 1500L - 483 + 1500).expect(200);
        payments.arrive("P" + second);
        assertThat(subscriptionState(subscription)).isEqualTo("CANCELLED");
        payments.arrive("P" + first);
        assertThat(subscriptionState(subscription)).isEqualTo("REFUNDED");
        assertThat(payments.kept("P" + first)).isEqualTo(483);
        assertThat(payments.kept("P" + second)).isZero();
    }

    private void turn() {
        SubscriptionCalendar.turn(context);
        instalments.run();
    }

    private JsonNode read(Family family, String subscription) {
        return http.get("/api/v1/subscriptions/" + subscription, Tokens.parent(family.parent()))
                .expect(200)
                .json();
    }

    private Http.Answer act(Family family, String subscription, String act) {
        return http.post("/api/v1/subscriptions/" + subscription + "/" + act, Tokens.parent(family.parent()), Map.of());
    }

    private Http.Answer pause(Family family, String subscription, String resumesOn) {
        return http.post(
                "/api/v1/subscriptions/" + subscription + "/pauses",
                Tokens.parent(family.parent()),
                Map.of("resumesOn", resumesOn));
    }
}
