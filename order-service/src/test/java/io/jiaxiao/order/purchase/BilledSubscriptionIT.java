package io.jiaxiao.order.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.order.fixture.BillFixture;
import io.jiaxiao.order.fixture.Partners;
import io.jiaxiao.order.payment.PaymentOwner.Reception;
import io.jiaxiao.order.subscription.SubscriptionCalendar;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What runs on the carrier's bill: month after month, until somebody ends it here or there. */
class BilledSubscriptionIT extends BillFixture {

    @Test
    void itGoesOnMonthAfterMonth_alsoWhenTheJobComesLate() {
        itIs("2026-12-10");
        Billed billed = aBilledFamily();
        String subscription = subscriptionOf(onBill(billed));
        itIs("2026-12-30");
        turn();
        assertThat(eventsOf(subscription)).hasSize(2);
        itIs("2026-12-31");
        turn();
        turn();
        itIs("2027-01-20");
        assertThat(entitled(billed)).isTrue();
        itIs("2027-02-10");
        turn();
        assertThat(eventsOf(subscription))
                .containsExactly(
                        "CREATED 2026-12-31", "ACTIVATED 2026-12-31", "RENEWED 2027-01-31", "RENEWED 2027-02-28");
        assertThat(subscriptionState(subscription)).isEqualTo("ACTIVE");
        assertThat(entitled(billed)).isTrue();
    }

    @Test
    void whoEndsItHasItThroughTheMonth_andIsEndedOnce() {
        Billed billed = aBilledFamily();
        String purchase = onBill(billed);
        String subscription = subscriptionOf(purchase);
        LocalDate last = today().with(TemporalAdjusters.lastDayOfMonth());
        Http.Answer ending = end(billed, subscription).expect(200);
        assertThat(ending.json().path("state").asString()).isEqualTo("ENDING");
        assertThat(ending.json().path("through").asString()).isEqualTo(last.toString());
        end(billed, subscription).expect(200);
        pass(Duration.ofSeconds(1));
        await().atMost(SOON).until(() -> carrierState(purchase).equals("ENDED"));
        assertThat(entitled(billed)).isTrue();
        itIs(last.plusDays(1).toString());
        turn();
        assertThat(entitled(billed)).isFalse();
        assertThat(eventsOf(subscription))
                .containsExactly(
                        "CREATED " + last, "ACTIVATED " + last, "CANCEL_SCHEDULED " + last, "CANCELLED " + last);
        assertThat(waitingEvents("SubscriptionCancelled", subscription)).isEqualTo(1);
        assertThat(end(billed, subscription).expect(409).code()).isEqualTo("SUBSCRIPTION_ENDED");
    }

    @Test
    void anEndWithoutADay_leavesItOpenThroughTheMonthThatIsBilled() {
        Billed billed = aBilledFamily();
        String purchase = onBill(billed);
        String subscription = subscriptionOf(purchase);
        faults(billed, "[{\"kind\":\"NO_END_DATE\"},{\"kind\":\"LOSE_NOTIFY\"}]");
        end(billed, subscription).expect(200);
        pass(Duration.ofSeconds(1));
        await().atMost(SOON).until(() -> carrierState(purchase).equals("ENDED"));
        assertThat(subscriptionState(subscription)).isEqualTo("ENDING");
        assertThat(entitled(billed)).isTrue();
    }

    @Test
    void what10086EndsIsEndedAtOnce_thoughItsMessageComesThreeTimes() {
        Billed billed = aBilledFamily();
        String purchase = onBill(billed);
        String subscription = subscriptionOf(purchase);
        counter(billed, "{\"action\":\"stop\",\"copies\":3}");
        await().atMost(SOON).until(() -> subscriptionState(subscription).equals("CANCELLED"));
        assertThat(entitled(billed)).isFalse();
        assertThat(eventsOf(subscription)).hasSize(3).last().isEqualTo("CANCELLED " + today());
        assertThat(waitingEvents("SubscriptionCancelled", subscription)).isEqualTo(1);
        assertThat(stepsOf(purchase)).containsExactly("MADE", "ON_BILL", "ENDED_BY_CARRIER");
    }

    @Test
    void endedHereAndAt10086AtOnce_itIsEndedOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            Billed billed = aBilledFamily();
            String subscription = subscriptionOf(onBill(billed));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<?> there = threads.submit(() -> counter(billed, "{\"action\":\"stop\"}"));
                Future<Http.Answer> here = threads.submit(() -> end(billed, subscription));
                there.get();
                assertThat(here.get().status()).isIn(200, 409);
            }
            await().atMost(SOON).until(() -> subscriptionState(subscription).equals("CANCELLED"));
            pass(Duration.ofSeconds(1));
            assertThat(waitingEvents("SubscriptionCancelled", subscription)).isEqualTo(1);
            assertThat(entitled(billed)).isFalse();
        }
    }

    @Test
    void whatTheEndOfTheMonthBringsByItself_endsIt() {
        Billed billed = aBilledFamily();
        String subscription = subscriptionOf(onBill(billed));
        Partners.control("POST", "/carrier/control/lines/" + billed.mobile() + "/" + AT_CARRIER + "/month-end", "");
        await().atMost(SOON).until(() -> subscriptionState(subscription).equals("CANCELLED"));
        assertThat(entitled(billed)).isFalse();
    }

    @Test
    void aSuspendedNumberIsOutOfUse_andComesBackThroughTheMonth() {
        Billed billed = aBilledFamily();
        String subscription = subscriptionOf(onBill(billed));
        counter(billed, "{\"action\":\"pause\",\"reason\":3}");
        await().atMost(SOON).until(() -> subscriptionState(subscription).equals("PAUSED"));
        assertThat(entitled(billed)).isFalse();
        assertThat(http.get("/api/v1/subscriptions/" + subscription, billed.token())
                        .expect(200)
                        .json()
                        .path("upcoming"))
                .isEmpty();
        counter(billed, "{\"action\":\"activate\",\"reason\":4}");
        await().atMost(SOON).until(() -> subscriptionState(subscription).equals("ACTIVE"));
        assertThat(entitled(billed)).isTrue();
    }

    @Test
    void whatIsOnTheBillIsNeitherPausedNorRefundedNorPaidForAgain() {
        Billed billed = aBilledFamily();
        String subscription = subscriptionOf(onBill(billed));
        String path = "/api/v1/subscriptions/" + subscription;
        Map<String, String> tomorrow = Map.of("resumesOn", today().plusDays(2).toString());
        assertThat(http.post(path + "/pauses", billed.token(), tomorrow)
                        .expect(409)
                        .code())
                .isEqualTo("BILLED_BY_CARRIER");
        assertThat(http.post(path + "/endings", billed.token(), Map.of())
                        .expect(409)
                        .code())
                .isEqualTo("BILLED_BY_CARRIER");
        assertThat(http.get(path + "/refund-preview", billed.token())
                        .expect(409)
                        .code())
                .isEqualTo("BILLED_BY_CARRIER");
        assertThat(cancel(billed.family(), subscription, null).expect(409).code())
                .isEqualTo("BILLED_BY_CARRIER");
        assertThat(purchase(billed.family(), quote(billed.family(), PLAN), aKey())
                        .expect(409)
                        .code())
                .isEqualTo("BILLED_BY_CARRIER");
        assertThat(http.post(path + "/carrier-endings", Tokens.parent(aPerson()), Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatAlipayPaidForRunsOut_beforeTheCarrierMayBillIt() {
        Billed billed = aBilledFamily();
        buy(billed.family(), PLAN);
        assertThat(purchaseOnBill(billed, aKey()).expect(409).code()).isEqualTo("ALREADY_RUNNING");
    }

    @Test
    void moneyForWhatTheCarrierBillsMeanwhileGoesBack() {
        Billed billed = aBilledFamily();
        String byQr = order(billed.family(), PLAN);
        onBill(billed);
        assertThat(payments.pay("P" + byQr)).isEqualTo(Reception.NOT_WANTED);
        assertThat(payments.kept("P" + byQr)).isZero();
        assertThat(entitled(billed)).isTrue();
    }

    @Test
    void whatTheCarrierActivatesThoughItIsPaidForMeanwhile_isEndedThere_andSomebodyLooks() {
        Billed billed = aBilledFamily();
        String onBill = orderOnBill(billed);
        askCode(billed, onBill).expect(200);
        String subscription = subscriptionOf(buy(billed.family(), PLAN));
        confirm(billed, onBill, codeOf(billed)).expect(200);
        await().atMost(SOON).until(() -> stateOf(onBill).equals("CLOSED"));
        assertThat(waitingEvents("OrderAlarm", "CARRIER_NOT_WANTED:" + onBill)).isEqualTo(1);
        pass(Duration.ofSeconds(1));
        await().atMost(SOON).until(() -> carrierState(onBill).equals("ENDED"));
        assertThat(subscriptionState(subscription)).isEqualTo("ACTIVE");
        assertThat(entitled(billed)).isTrue();
    }

    @Test
    void whatNobodyWantsAndTheCarrierWillNotEnd_isToldToo() {
        Billed billed = aBilledFamily();
        String onBill = orderOnBill(billed);
        askCode(billed, onBill).expect(200);
        buy(billed.family(), PLAN);
        faults(billed, "[{\"kind\":\"REFUSE\",\"call\":\"UNSUBSCRIBE\",\"code\":\"EXCLUSIVE\"}]");
        confirm(billed, onBill, codeOf(billed)).expect(200);
        await().atMost(SOON).until(() -> carrierState(onBill).equals("LEAVING"));
        pass(Duration.ofSeconds(1));
        assertThat(waitingEvents("OrderAlarm", "CARRIER_NOT_WANTED:" + onBill)).isEqualTo(1);
        assertThat(waitingEvents("OrderAlarm", "CARRIER_END_STUCK:" + onBill)).isEqualTo(1);
    }

    private void turn() {
        SubscriptionCalendar.turn(context);
    }
}
