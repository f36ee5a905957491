package io.jiaxiao.order.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.order.fixture.Partners;
import io.jiaxiao.testkit.http.Http;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** O10: what Alipay tells, however often and in whatever order, and what others tell in its name. */
class NotifyIT extends PaymentWorld {

    private static final String PATH = "/callback/alipay/notify";

    @Autowired
    private MeterRegistry meters;

    @Test
    void aHundredCopiesAtOnce_haveOneEffect_andAreAllAcknowledged() throws Exception {
        Bought bought = open(4_200);
        String form = new SignedNotify(bought.paymentId(), "42.00").form();
        Callable<Http.Answer> copy = () -> http.form(PATH, form);
        long before = acknowledgements().count();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Http.Answer> each : threads.invokeAll(Collections.nCopies(100, copy))) {
                assertThat(each.get().status()).isEqualTo(200);
                assertThat(each.get().body()).isEqualTo("success");
            }
        }
        assertThat(told(bought)).containsExactly("PAID");
        assertThat(state(bought)).isEqualTo("PAID");
        assertThat(acknowledgements().count() - before).as("each is timed").isEqualTo(100);
        assertThat(acknowledgements().takeSnapshot().percentileValues())
                .extracting(ValueAtPercentile::percentile)
                .containsExactly(0.5, 0.99);
    }

    private Timer acknowledgements() {
        return meters.get("jiaxiao.callback.acknowledged")
                .tag("partner", "alipay")
                .timer();
    }

    @Test
    void theAcknowledgement_isExactlyTheSevenLetters_asPlainText_andNothingElseEverSaysThem() {
        Bought bought = open(100);
        Http.Answer answer = http.form(PATH, new SignedNotify(bought.paymentId(), "1.00").form());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("success").hasSize(7);
        Http.Answer refused = http.form(PATH, new SignedNotify(bought.paymentId(), "1.00").forged());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).doesNotContain("success");
    }

    @Test
    void eightMoreSendings_changeNothing() {
        Bought bought = paid(100);
        for (int i = 0; i < 8; i++) {
            Partners.control("POST", "/alipay/control/trades/" + bought.paymentId() + "/notifies", "");
        }
        await().atMost(SOON).until(() -> notifies(bought).size() == 9);
        assertThat(notifies(bought))
                .allSatisfy(each -> assertThat(each.path("outcome").asString()).isEqualTo("ACKNOWLEDGED"));
        assertThat(told(bought)).containsExactly("PAID");
    }

    @Test
    void aNotifySentTwiceAtOnce_hasOneEffect() {
        Bought bought = open(100);
        faults(bought, "[{\"kind\":\"DOUBLE_NOTIFY\"}]");
        pays(code(bought));
        await().atMost(SOON).until(() -> notifies(bought).size() == 2);
        assertThat(told(bought)).containsExactly("PAID");
    }

    @Test
    void theWordOfTheRefundBeforeTheWordOfThePayment_comesToTheSameEnd() {
        Bought bought = open(1_000);
        faults(bought, "[{\"kind\":\"HOLD_NOTIFY\",\"count\":1}]");
        pays(code(bought));
        pass(Duration.ofSeconds(5));
        assertThat(state(bought)).isEqualTo("PAID");
        String refund = refund(bought, aKey(), 300);
        rounds();
        await().atMost(SOON).until(() -> notifies(bought).size() == 2);
        assertThat(refundState(refund)).isEqualTo("DONE");
        assertThat(told(bought)).containsExactly("PAID", "REFUNDED");
        assertThat(notifies(bought))
                .allSatisfy(each -> assertThat(each.path("outcome").asString()).isEqualTo("ACKNOWLEDGED"));
    }

    @Test
    void aNotifyBeforeOurOwnCommit_waitsForIt_andLosesNothing() throws Exception {
        Bought bought = open(100);
        var told = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Http.Answer> answer = transaction.execute(status -> {
                jdbc.update(
                        "UPDATE payment SET qr_code = 'https://qr.alipay.com/ours' WHERE id = ?", bought.paymentId());
                Future<Http.Answer> running = threads.submit(() -> {
                    told.countDown();
                    return http.form(PATH, new SignedNotify(bought.paymentId(), "1.00").form());
                });
                try {
                    assertThat(told.await(5, TimeUnit.SECONDS)).isTrue();
                    assertThat(waitsForTheLock(running)).isTrue();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                return running;
            });
            assertThat(answer.get().body()).isEqualTo("success");
        }
        assertThat(state(bought)).isEqualTo("PAID");
        assertThat(jdbc.queryForObject("SELECT qr_code FROM payment WHERE id = ?", String.class, bought.paymentId()))
                .isEqualTo("https://qr.alipay.com/ours");
    }

    @Test
    void aCancellerWhoHasNotCommitted_doesNotHoldUpTheNotify() {
        Bought bought = open(100);
        Http.Answer answer = transaction.execute(status -> {
            payments.close(bought.paymentId());
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                return threads.submit(() -> http.form(PATH, new SignedNotify(bought.paymentId(), "1.00").form()))
                        .get(10, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(answer.body()).isEqualTo("success");
        rounds();
        assertThat(told(bought)).containsExactly("PAID");
    }

    private static boolean waitsForTheLock(Future<?> running) throws InterruptedException {
        try {
            running.get(400, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException waits) {
            return true;
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whateverIsToldAfterARefund_bringsNothingBackToLife() {
        Bought bought = paid(1_000);
        String refund = refund(bought, aKey(), 1_000);
        rounds();
        assertThat(refundState(refund)).isEqualTo("DONE");
        for (String status : List.of("TRADE_SUCCESS", "TRADE_FINISHED", "TRADE_CLOSED")) {
            Http.Answer answer = http.form(
                    PATH,
                    new SignedNotify(bought.paymentId(), "10.00")
                            .with("trade_status", status)
                            .with("refund_fee", "10.00")
                            .form());
            assertThat(answer.body()).isEqualTo("success");
        }
        rounds();
        assertThat(told(bought)).containsExactly("PAID", "REFUNDED");
        assertThat(refunds(bought)).containsExactly("10.00");
    }

    @Test
    void aClosingThatIsTold_closesWhatWaits_andNothingElse() {
        Bought bought = open(100);
        String code = code(bought);
        Partners.control("POST", "/alipay/wallet/time-out", "{\"qrCode\":\"" + code + "\"}");
        await().atMost(SOON).until(() -> state(bought).equals("CLOSED"));
        assertThat(told(bought)).containsExactly("CLOSED");
    }

    @Test
    void whenTheOwnerFails_nothingIsAcknowledged_andTheNextSendingDoesItAll() {
        Bought bought = open(100);
        String form = new SignedNotify(bought.paymentId(), "1.00").form();
        owner.failsOnce(bought.orderId());
        Http.Answer failed = http.form(PATH, form);
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.body()).doesNotContain("success");
        assertThat(state(bought)).isEqualTo("WAITING");
        assertThat(http.form(PATH, form).body()).isEqualTo("success");
        assertThat(told(bought)).containsExactly("PAID");
    }

    @Test
    void whatIsNotAlipays_orNotForUs_orAnotherAmount_isRefused_counted_andToldToPeople() {
        Bought bought = open(19_900);
        String id = bought.paymentId();
        refused("FORGED", new SignedNotify(id, "199.00").forged());
        refused("FORGED", new SignedNotify(id, "199.00").form(SignedNotify.alipays(), "RSA"));
        refused("FORGED", new SignedNotify(id, "199.00").form().replace("199.00", "0.01"));
        refused(
                "OTHER_APP",
                new SignedNotify(id, "199.00")
                        .with("app_id", "2021000000000002")
                        .form());
        refused(
                "OTHER_SELLER",
                new SignedNotify(id, "199.00")
                        .with("seller_id", "2088000000000999")
                        .form());
        refused("AMOUNT_DIFFERS", new SignedNotify(id, "0.01").form());
        refused("AMOUNT_DIFFERS", new SignedNotify(id, "199.01").form());
        refused("NO_SUCH_PAYMENT", new SignedNotify(Long.toString(number()), "199.00").form());
        refused("NO_SUCH_PAYMENT", new SignedNotify("abc", "199.00").form());
        refused("NO_SUCH_PAYMENT", new SignedNotify("9".repeat(19), "199.00").form());
        refused("MALFORMED", new SignedNotify(id, "199.00").form() + "&total_amount=199.00");
        refused("MALFORMED", new SignedNotify(id, "much").form());
        refused("MALFORMED", "");
        assertThat(state(bought)).isEqualTo("WAITING");
        assertThat(told(bought)).isEmpty();
        assertThat(waitingEvents("OrderAlarm", "AMOUNT_DIFFERS:" + id)).isEqualTo(1);
        assertThat(waitingEvents("OrderAlarm", "NOTIFY_FORGED:alipay")).isPositive();
    }

    @Test
    void aStrangersNotifyBeforeTheGenuineOne_doesNotStandInItsWay() {
        Bought bought = open(100);
        faults(bought, "[{\"kind\":\"FORGED_NOTIFY\"}]");
        pays(code(bought));
        await().atMost(SOON).until(() -> state(bought).equals("PAID"));
        await().atMost(SOON).until(() -> notifies(bought).size() == 2);
        List<String> outcomes = new ArrayList<>();
        notifies(bought).forEach(each -> outcomes.add(each.path("outcome").asString()));
        assertThat(outcomes).containsExactlyInAnyOrder("HTTP_403", "ACKNOWLEDGED");
    }

    private void refused(String what, String form) {
        double before = forged(what);
        Http.Answer answer = http.form(PATH, form);
        assertThat(answer.status()).as(what).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("CALLBACK_REFUSED");
        assertThat(forged(what)).as(what).isEqualTo(before + 1);
    }

    private double forged(String what) {
        return meters.counter("jiaxiao.callback.forged", "partner", "alipay", "what", what)
                .count();
    }
}
