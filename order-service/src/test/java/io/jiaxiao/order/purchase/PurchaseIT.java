package io.jiaxiao.order.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.roster.ChildPlacement;
import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.order.payment.PaymentOwner.Reception;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PurchaseIT extends ShopFixture {

    private static final String PLAN = "AIXUE_MOBILE_M1";

    @Test
    void aPaidPurchaseOpensTheSubscriptionAndTheEntitlement_andTellsOthers() {
        Family family = aFamily();
        String purchase = order(family, PLAN);
        assertThat(stateOf(purchase)).isEqualTo("AWAITING_PAYMENT");
        assertThat(entitled(family, "AIXUE_MOBILE", "aixue")).isFalse();
        assertThat(payments.pay("P" + purchase)).isEqualTo(Reception.TAKEN);
        assertThat(stateOf(purchase)).isEqualTo("PAID");
        assertThat(eventsOf(subscriptionOf(purchase)))
                .containsExactly("CREATED " + today().plusMonths(1), "ACTIVATED " + today().plusMonths(1));
        assertThat(entitled(family, "AIXUE_MOBILE", "aixue")).isTrue();
        assertThat(waitingEvents("PurchasePaid", purchase)).isEqualTo(1);
        assertThat(waitingEvents("EntitlementChanged", family.childId() + ":AIXUE_MOBILE"))
                .isEqualTo(1);
        assertThat(stepsOf(purchase)).containsExactly("MADE", "PAID");
    }

    @Test
    void toldTwiceItIsOnePayment() {
        Family family = aFamily();
        String purchase = buy(family, PLAN);
        assertThat(payments.tellAgain("P" + purchase)).isEqualTo(Reception.TAKEN);
        assertThat(eventsOf(subscriptionOf(purchase))).hasSize(2);
        assertThat(waitingEvents("PurchasePaid", purchase)).isEqualTo(1);
    }

    @Test
    void theCodeToPayIsTheSameEachTime_andAPartnerThatIsAwayIsNoFaultOfThePurchase() {
        Family family = aFamily();
        String purchase = order(family, PLAN);
        String first = code(family, purchase).expect(200).json().path("qrCode").asString();
        payments.away(true);
        assertThat(code(family, purchase).expect(503).code()).isEqualTo("PAYMENT_UNAVAILABLE");
        payments.away(false);
        assertThat(code(family, purchase).expect(200).json().path("qrCode").asString())
                .isEqualTo(first);
        payments.pay("P" + purchase);
        assertThat(code(family, purchase).expect(409).code()).isEqualTo("ALREADY_PAID");
    }

    @Test
    void theSameKeyMakesOnePurchase_evenForTwentyCopiesAtOnce_andAnotherWishUnderItIsRefused() throws Exception {
        Family family = aFamily();
        String quote = quote(family, PLAN);
        String key = aKey();
        List<Http.Answer> answers = atOnce(20, () -> purchase(family, quote, key));
        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream()
                        .map(answer -> answer.json().path("id").asString())
                        .distinct())
                .hasSize(1);
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM purchase WHERE person_id = ?", Long.class, family.parent()))
                .isEqualTo(1);
        assertThat(purchase(family, quote(family, PLAN), key).expect(422).code())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void nobodyBuysForAnothersChild_orWithAnothersQuote_orForAnotherClass() {
        Family family = aFamily();
        Family other = aFamily();
        String quote = quote(family, PLAN);
        Http.Answer forOther = http.post(
                "/api/v1/purchases",
                Tokens.parent(family.parent()),
                aKey(),
                Map.of("quoteId", quote, "childId", other.childId(), "method", "ALIPAY"));
        assertThat(forOther.expect(403).code()).isEqualTo("OUT_OF_SCOPE");
        assertThat(purchase(other, quote, aKey()).expect(404).code()).isEqualTo("QUOTE_UNKNOWN");
        NEIGHBOURS.has(new ChildPlacement(family.childId(), family.child().guardianIds(), other.place()));
        assertThat(purchase(family, quote, aKey()).expect(409).code()).isEqualTo("QUOTE_FOR_OTHER_CLASS");
        NEIGHBOURS.has(new ChildPlacement(family.childId(), family.child().guardianIds(), null));
        assertThat(purchase(family, quote, aKey()).expect(409).code()).isEqualTo("CHILD_IN_NO_CLASS");
    }

    @Test
    void anothersPurchaseIsAsIfThereWereNone() {
        String purchase = order(aFamily(), PLAN);
        String stranger = Tokens.parent(aPerson());
        assertThat(http.get("/api/v1/purchases/" + purchase, stranger).status()).isEqualTo(404);
        assertThat(http.post("/api/v1/purchases/" + purchase + "/cancellations", stranger, Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(http.post("/api/v1/purchases/" + purchase + "/payment-code", stranger, Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void withoutTheRosterNothingIsBought_andNothingIsWritten() {
        Family family = aFamily();
        String quote = quote(family, PLAN);
        NEIGHBOURS.down("roster-service");
        assertThat(purchase(family, quote, aKey()).expect(503).code()).isEqualTo("ROSTER_UNAVAILABLE");
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM purchase WHERE person_id = ?", Long.class, family.parent()))
                .isZero();
    }

    @Test
    void moneyForACancelledPurchaseGoesBack_andAPaidOneIsNotCancelledAsUnpaid() {
        Family family = aFamily();
        String cancelled = order(family, PLAN);
        cancelUnpaid(family, cancelled).expect(200);
        cancelUnpaid(family, cancelled).expect(200);
        assertThat(payments.pay("P" + cancelled)).isEqualTo(Reception.NOT_WANTED);
        assertThat(stateOf(cancelled)).isEqualTo("CLOSED");
        assertThat(payments.kept("P" + cancelled)).isZero();
        assertThat(entitled(family, "AIXUE_MOBILE", "aixue")).isFalse();

        String paid = buy(family, PLAN);
        assertThat(cancelUnpaid(family, paid).expect(409).code()).isEqualTo("ALREADY_PAID");
        assertThat(stateOf(paid)).isEqualTo("PAID");
    }

    @Test
    void anotherAmountThanThePriceIsNotTaken_andRaisesAnAlarm() {
        Family family = aFamily();
        String purchase = order(family, PLAN);
        assertThat(payments.pay("P" + purchase, 1)).isEqualTo(Reception.NOT_WANTED);
        assertThat(stateOf(purchase)).isEqualTo("CLOSED");
        assertThat(waitingEvents("OrderAlarm", "AMOUNT_DIFFERS:" + purchase)).isEqualTo(1);
        assertThat(entitled(family, "AIXUE_MOBILE", "aixue")).isFalse();
    }

    @Test
    void whoseTimeIsOverIsClosed_andCanBeBoughtAgain() {
        Family family = aFamily();
        String late = order(family, PLAN);
        payments.expire("P" + late);
        assertThat(stateOf(late)).isEqualTo("CLOSED");
        assertThat(stateOf(buy(family, PLAN))).isEqualTo("PAID");
    }

    @Test
    void cancellingAndPayingAtTheSameMomentEndInOneLawfulState_withTheMoneyRight() throws Exception {
        for (int round = 0; round < 15; round++) {
            Family family = aFamily();
            String purchase = order(family, PLAN);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Http.Answer> cancel = threads.submit(() -> cancelUnpaid(family, purchase));
                Future<Reception> pay = threads.submit(() -> payments.pay("P" + purchase));
                Http.Answer cancelled = cancel.get();
                Reception received = pay.get();
                if (cancelled.status() == 200) {
                    assertThat(received).isEqualTo(Reception.NOT_WANTED);
                    assertThat(stateOf(purchase)).isEqualTo("CLOSED");
                    assertThat(payments.kept("P" + purchase)).isZero();
                    assertThat(entitled(family, "AIXUE_MOBILE", "aixue")).isFalse();
                } else {
                    assertThat(cancelled.code()).isEqualTo("ALREADY_PAID");
                    assertThat(received).isEqualTo(Reception.TAKEN);
                    assertThat(stateOf(purchase)).isEqualTo("PAID");
                    assertThat(payments.kept("P" + purchase)).isEqualTo(1500);
                    assertThat(entitled(family, "AIXUE_MOBILE", "aixue")).isTrue();
                }
            }
        }
    }

    @Test
    void fatherAndMotherPayingAtOnceForOneChildGetOneSubscriptionThatIsTwiceAsLong() throws Exception {
        for (int round = 0; round < 10; round++) {
            Family family = aFamily();
            long father = aPerson();
            NEIGHBOURS.has(new ChildPlacement(
                    family.childId(), List.of(Long.toString(family.parent()), Long.toString(father)), family.place()));
            Family fathers = new Family(father, family.child(), family.place());
            List<String> purchases = List.of(order(family, PLAN), order(fathers, PLAN));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Reception>> paid = new ArrayList<>();
                for (String purchase : purchases) {
                    paid.add(threads.submit(() -> payments.pay("P" + purchase)));
                }
                for (Future<Reception> each : paid) {
                    assertThat(each.get()).isEqualTo(Reception.TAKEN);
                }
            }
            String subscription = subscriptionOf(purchases.getFirst());
            assertThat(subscriptionOf(purchases.getLast())).isEqualTo(subscription);
            assertThat(eventsOf(subscription))
                    .containsExactly(
                            "CREATED " + today().plusMonths(1),
                            "ACTIVATED " + today().plusMonths(1),
                            "RENEWED " + today().plusMonths(2));
        }
    }

    @Test
    void whatIsWrongInARequestIsNamed() {
        Family family = aFamily();
        Http.Answer answer = http.post(
                "/api/v1/purchases",
                Tokens.parent(family.parent()),
                aKey(),
                Map.of("quoteId", "abc", "childId", "x y", "method", "ALIPAY"));
        assertThat(answer.expect(400).fields()).containsExactlyInAnyOrder("quoteId", "childId");
        assertThat(http.post(
                                "/api/v1/purchases",
                                Tokens.parent(family.parent()),
                                aKey(),
                                Map.of("quoteId", "1", "childId", "1", "method", "CASH"))
                        .status())
                .isEqualTo(400);
        assertThat(http.post(
                                "/api/v1/purchases",
                                Tokens.parent(family.parent()),
                                Map.of("quoteId", "1", "childId", "1", "method", "ALIPAY"))
                        .status())
                .isEqualTo(400);
    }

    private Http.Answer code(Family family, String purchase) {
        return http.post("/api/v1/purchases/" + purchase + "/payment-code", Tokens.parent(family.parent()), Map.of());
    }

    private Http.Answer cancelUnpaid(Family family, String purchase) {
        return http.post("/api/v1/purchases/" + purchase + "/cancellations", Tokens.parent(family.parent()), Map.of());
    }

    private static <T> List<T> atOnce(int copies, Callable<T> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < copies; i++) {
                running.add(threads.submit(work));
            }
            List<T> done = new ArrayList<>();
            for (Future<T> each : running) {
                done.add(each.get());
            }
            return done;
        }
    }
}
