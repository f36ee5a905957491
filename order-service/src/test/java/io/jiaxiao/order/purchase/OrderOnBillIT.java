package io.jiaxiao.order.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.order.fixture.BillFixture;
import io.jiaxiao.order.fixture.Partners;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** O3 on the carrier's bill, from the price to the entitlement. */
class OrderOnBillIT extends BillFixture {

    @Test
    void theCodeOnThePhoneOrders_andTheChildHasTheProduct_withWhatWasShownKeptAsEvidence() {
        Billed billed = aBilledFamily();
        String purchase = orderOnBill(billed);
        JsonNode sent = askCode(billed, purchase).expect(200).json();
        assertThat(sent.path("livesSeconds").asLong()).isEqualTo(300);
        assertThat(sent.path("againInSeconds").asLong()).isEqualTo(2);
        assertThat(confirm(billed, purchase, codeOf(billed))
                        .expect(200)
                        .json()
                        .path("result")
                        .asString())
                .isEqualTo("ACCEPTED");
        await().atMost(SOON).until(() -> stateOf(purchase).equals("PAID"));
        LocalDate through = today().with(TemporalAdjusters.lastDayOfMonth());
        assertThat(eventsOf(subscriptionOf(purchase))).containsExactly("CREATED " + through, "ACTIVATED " + through);
        assertThat(entitled(billed)).isTrue();
        assertThat(stepsOf(purchase)).containsExactly("MADE", "ON_BILL");
        assertThat(waitingEvents("PurchasePaid", purchase)).isEqualTo(1);
        assertThat(jdbc.queryForList(
                        "SELECT shown FROM carrier_evidence e JOIN carrier_order o ON o.id = e.carrier_order_id"
                                + " WHERE o.order_id = ?",
                        String.class,
                        purchase))
                .hasSize(2)
                .allSatisfy(shown -> assertThat(shown).contains("AI学(移动)", "15.00元", "10086"));
    }

    @Test
    void withoutTheTermsReadThereIsNoCode_andWhatIsOnTheBillIsNotPaidByQr() {
        Billed billed = aBilledFamily();
        String purchase = orderOnBill(billed);
        String path = "/api/v1/purchases/" + purchase;
        assertThat(http.post(path + "/carrier-codes", billed.token(), Map.of("shown", "好的"))
                        .expect(422)
                        .code())
                .isEqualTo("TERMS_NOT_SHOWN");
        assertThat(http.post(path + "/payment-code", billed.token(), Map.of())
                        .expect(409)
                        .code())
                .isEqualTo("METHOD_NOT_HERE");
        String stranger = Tokens.parent(aPerson());
        assertThat(http.post(path + "/carrier-codes", stranger, Map.of("shown", "好的"))
                        .status())
                .isEqualTo(404);
        assertThat(http.post(path + "/carrier-confirmations", stranger, Map.of("code", "123456"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whomTheCarrierDoesNotLetOrder_isToldWhy_andNothingIsWritten() {
        Billed billed = aBilledFamily();
        faults(billed, "[{\"kind\":\"REFUSE\",\"call\":\"CHECK\",\"code\":\"ARREARS\"}]");
        Http.Answer no = purchaseOnBill(billed, aKey()).expect(422);
        assertThat(no.code()).isEqualTo("CARRIER_REFUSED");
        assertThat(no.json().path("detail").asString()).contains("欠费");
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM purchase WHERE person_id = ?",
                        Long.class,
                        billed.family().parent()))
                .isZero();
    }

    @Test
    void aWrongCodeAnExpiredOneAndTooManyTriesAreToldApart_andANewCodeHelps() {
        Billed billed = aBilledFamily();
        String purchase = orderOnBill(billed);
        askCode(billed, purchase).expect(200);
        assertThat(askCode(billed, purchase).expect(429).code()).isEqualTo("CARRIER_CODE_TOO_OFTEN");
        String right = codeOf(billed);
        String wrong = right.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 4; i++) {
            assertThat(confirm(billed, purchase, wrong).expect(422).code()).isEqualTo("CARRIER_CODE_WRONG");
        }
        assertThat(confirm(billed, purchase, wrong).expect(422).code()).isEqualTo("CARRIER_CODE_EXPIRED");
        assertThat(confirm(billed, purchase, right).expect(422).code()).isEqualTo("CARRIER_CODE_EXPIRED");
        await().atMost(SOON).until(() -> askCode(billed, purchase).status() == 200);
        faults(billed, "[{\"kind\":\"REFUSE\",\"call\":\"CONFIRM\",\"code\":\"CODE_EXPIRED\",\"count\":1}]");
        assertThat(confirm(billed, purchase, "123456").expect(422).code()).isEqualTo("CARRIER_CODE_EXPIRED");
        assertThat(stateOf(purchase)).isEqualTo("AWAITING_PAYMENT");
    }

    @Test
    void theSameKeyIsOnePurchase_andASecondOneForTheNumberIsRefused() throws Exception {
        Billed billed = aBilledFamily();
        String quote = http.post(
                        "/api/v1/quotes",
                        billed.token(),
                        Map.of(
                                "planCode",
                                PLAN,
                                "classId",
                                billed.family().place().classId(),
                                "method",
                                "CARRIER"))
                .expect(201)
                .json()
                .path("id")
                .asString();
        Map<String, String> wish =
                Map.of("quoteId", quote, "childId", billed.family().childId(), "method", "CARRIER");
        String key = aKey();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Http.Answer>> copies = List.of(
                    threads.submit(() -> http.post("/api/v1/purchases", billed.token(), key, wish)),
                    threads.submit(() -> http.post("/api/v1/purchases", billed.token(), key, wish)),
                    threads.submit(() -> http.post("/api/v1/purchases", billed.token(), key, wish)));
            String id = copies.getFirst().get().expect(201).json().path("id").asString();
            for (Future<Http.Answer> copy : copies) {
                assertThat(copy.get().expect(201).json().path("id").asString()).isEqualTo(id);
            }
        }
        assertThat(purchaseOnBill(billed, aKey()).expect(409).code()).isEqualTo("CARRIER_ORDER_OPEN");
    }

    @Test
    void confirmedTwiceAtOnce_itIsOneOrderAtTheCarrier() throws Exception {
        Billed billed = aBilledFamily();
        String purchase = orderOnBill(billed);
        askCode(billed, purchase).expect(200);
        String code = codeOf(billed);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Http.Answer> one = threads.submit(() -> confirm(billed, purchase, code));
            Future<Http.Answer> two = threads.submit(() -> confirm(billed, purchase, code));
            one.get().expect(200);
            two.get().expect(200);
        }
        await().atMost(SOON).until(() -> stateOf(purchase).equals("PAID"));
        assertThat(Partners.journal("carrier", billed.mobile()))
                .filteredOn(each -> each.path("kind").asString().equals("confirmOrder"))
                .hasSize(1);
        assertThat(eventsOf(subscriptionOf(purchase))).hasSize(2);
    }

    @Test
    void aNotifyBeforeTheAnswerOfTheConfirmation_activatesOnce() {
        Billed billed = aBilledFamily();
        String purchase = orderOnBill(billed);
        askCode(billed, purchase).expect(200);
        faults(billed, "[{\"kind\":\"TIMEOUT\",\"call\":\"CONFIRM\",\"done\":true,\"millis\":2500,\"count\":1}]");
        assertThat(confirm(billed, purchase, codeOf(billed))
                        .expect(200)
                        .json()
                        .path("result")
                        .asString())
                .isEqualTo("PENDING");
        await().atMost(SOON).until(() -> stateOf(purchase).equals("PAID"));
        pass(Duration.ofSeconds(5));
        assertThat(eventsOf(subscriptionOf(purchase))).hasSize(2);
        assertThat(waitingEvents("PurchasePaid", purchase)).isEqualTo(1);
    }

    @Test
    void whatTheCarrierTakesAndThenCannotDo_closesThePurchase() {
        Billed billed = aBilledFamily();
        String purchase = orderOnBill(billed);
        askCode(billed, purchase).expect(200);
        faults(billed, "[{\"kind\":\"FAIL_LATER\"}]");
        confirm(billed, purchase, codeOf(billed)).expect(200);
        await().atMost(SOON).until(() -> stateOf(purchase).equals("CLOSED"));
        assertThat(entitled(billed)).isFalse();
    }

    @Test
    void givenUpBeforeTheCode_theNumberIsFree_butNotOnceTheCarrierHasIt() {
        Billed billed = aBilledFamily();
        String first = orderOnBill(billed);
        askCode(billed, first).expect(200);
        giveUp(billed, first).expect(200);
        giveUp(billed, first).expect(200);
        assertThat(stateOf(first)).isEqualTo("CLOSED");
        assertThat(confirm(billed, first, codeOf(billed)).expect(409).code()).isEqualTo("CARRIER_ORDER_OVER");

        String second = orderOnBill(billed);
        await().atMost(SOON).until(() -> askCode(billed, second).status() == 200);
        faults(billed, "[{\"kind\":\"LOSE_NOTIFY\"}]");
        confirm(billed, second, codeOf(billed)).expect(200);
        assertThat(giveUp(billed, second).expect(409).code()).isEqualTo("CARRIER_DECIDING");
        await().atMost(SOON).until(() -> {
            pass(Duration.ofSeconds(4));
            return stateOf(second).equals("PAID");
        });
        assertThat(giveUp(billed, second).expect(409).code()).isEqualTo("ALREADY_PAID");
        assertThat(entitled(billed)).isTrue();
    }

    @Test
    void givenUpAndConfirmedAtOnce_itIsClosedOrOnTheBill_andNeverBoth() throws Exception {
        for (int round = 0; round < 5; round++) {
            Billed billed = aBilledFamily();
            String purchase = orderOnBill(billed);
            askCode(billed, purchase).expect(200);
            String code = codeOf(billed);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Http.Answer> confirm = threads.submit(() -> confirm(billed, purchase, code));
                Future<Http.Answer> givenUp = threads.submit(() -> giveUp(billed, purchase));
                boolean closed = givenUp.get().status() == 200;
                assertThat(confirm.get().status()).isEqualTo(closed ? 409 : 200);
                String end = closed ? "CLOSED" : "PAID";
                await().atMost(SOON).until(() -> stateOf(purchase).equals(end));
                assertThat(entitled(billed)).isEqualTo(!closed);
                assertThat(carrierState(purchase)).isEqualTo(closed ? "FAILED" : "ACTIVE");
            }
        }
    }

    @Test
    void whereNoCodeIsSentIn_thePurchaseClosesByItself() {
        Billed billed = aBilledFamily();
        String purchase = orderOnBill(billed);
        pass(Duration.ofMinutes(31));
        assertThat(stateOf(purchase)).isEqualTo("CLOSED");
        orderOnBill(billed);
    }
}
