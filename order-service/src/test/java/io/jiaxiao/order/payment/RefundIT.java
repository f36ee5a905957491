package io.jiaxiao.order.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.order.fixture.Partners;
import io.jiaxiao.testkit.identity.Tokens;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Money back: never more than came in, never twice, and never given up before it is known to have gone. */
class RefundIT extends PaymentWorld {

    @Test
    void partsGoBackOneAfterAnother_andNeverMoreThanCameIn() {
        Bought bought = paid(10_000);
        String first = refund(bought, "a", 3_000);
        String second = refund(bought, "b", 7_000);
        assertThatThrownBy(() -> refund(bought, "c", 1))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        no -> assertThat(no.refusal().code()).isEqualTo("REFUND_TOO_MUCH"));
        rounds();
        assertThat(List.of(refundState(first), refundState(second))).containsOnly("DONE");
        assertThat(refunds(bought)).containsExactlyInAnyOrder("30.00", "70.00");
        assertThat(told(bought)).containsExactly("PAID", "REFUNDED", "REFUNDED");
    }

    @Test
    void oneKeyIsOneRefund_andAnotherAmountUnderItIsRefused() {
        Bought bought = paid(1_000);
        String refund = refund(bought, "same", 400);
        assertThat(refund(bought, "same", 400)).isEqualTo(refund);
        assertThatThrownBy(() -> refund(bought, "same", 300))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        no -> assertThat(no.refusal().code()).isEqualTo("REFUND_KEY_REUSED"));
        rounds();
        assertThat(refunds(bought)).containsExactly("4.00");
    }

    @Test
    void tenWhoWantThirtyOfAHundred_getItThreeTimes() throws Exception {
        Bought bought = paid(100);
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String key = "k" + i;
            all.add(() -> {
                try {
                    refund(bought, key, 30);
                    return true;
                } catch (RefusedException tooMuch) {
                    return false;
                }
            });
        }
        int granted = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> each : threads.invokeAll(all)) {
                granted += each.get() ? 1 : 0;
            }
        }
        assertThat(granted).isEqualTo(3);
        rounds();
        assertThat(refunds(bought)).containsExactly("0.30", "0.30", "0.30");
    }

    @Test
    void whatIsNotPaid_isNotRefunded() {
        Bought bought = open(100);
        assertThatThrownBy(() -> refund(bought, "x", 100))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        no -> assertThat(no.refusal().code()).isEqualTo("NOT_PAID"));
    }

    @Test
    void anAnswerLostAfterTheMoneyWent_isAskedFor_andTheMoneyGoesOnce() {
        Bought bought = paid(1_000);
        faults(bought, "[{\"kind\":\"TIMEOUT\",\"call\":\"REFUND\",\"done\":true,\"millis\":2500,\"count\":1}]");
        String refund = refund(bought, "x", 600);
        round.run();
        assertThat(refundState(refund)).isEqualTo("UNKNOWN");
        assertThat(told(bought)).containsExactly("PAID");
        pass(Duration.ofSeconds(10));
        assertThat(refundState(refund)).isEqualTo("DONE");
        assertThat(calls(bought, "alipay.trade.refund")).isEqualTo(1);
        assertThat(refunds(bought)).containsExactly("6.00");
        assertThat(told(bought)).containsExactly("PAID", "REFUNDED");
    }

    @Test
    void anAnswerLostBeforeAnythingHappened_isSentAgainUnderItsNumber() {
        Bought bought = paid(1_000);
        faults(bought, "[{\"kind\":\"BUSY\",\"call\":\"REFUND\",\"done\":false,\"count\":2}]");
        String refund = refund(bought, "x", 1_000);
        round.run();
        assertThat(refundState(refund)).isEqualTo("UNKNOWN");
        for (int i = 0; i < 6; i++) {
            pass(Duration.ofMinutes(1));
        }
        assertThat(refundState(refund)).isEqualTo("DONE");
        assertThat(calls(bought, "alipay.trade.refund")).isEqualTo(3);
        assertThat(refunds(bought)).containsExactly("10.00");
    }

    @Test
    void anInstanceThatDiesBetweenCallAndAnswer_leavesNothingUndone_andNothingTwice() {
        Bought bought = paid(1_000);
        String refund = refund(bought, "x", 1_000);
        rounds();
        // As if the answer had never been written down.
        jdbc.update(
                "UPDATE payment_refund SET state = 'SENT', done_at = NULL, due_at = ? WHERE id = ?",
                Timestamp.from(clock.instant()),
                refund);
        rounds();
        assertThat(refundState(refund)).isEqualTo("DONE");
        assertThat(refunds(bought)).containsExactly("10.00");
        assertThat(calls(bought, "alipay.trade.refund")).isEqualTo(1);
    }

    @Test
    void whatAlipayRefusesForGood_isToldToPeople_andCanBeRefundedOtherwise() {
        Bought bought = paid(1_000);
        faults(
                bought,
                "[{\"kind\":\"REFUSE\",\"call\":\"REFUND\",\"subCode\":\"ACQ.REASON_TRADE_BEEN_FREEZEN\",\"count\":1}]");
        String refund = refund(bought, "x", 1_000);
        rounds();
        assertThat(refundState(refund)).isEqualTo("FAILED");
        assertThat(waitingEvents("OrderAlarm", "REFUND_FAILED:" + refund)).isEqualTo(1);
        assertThat(told(bought)).containsExactly("PAID");
        String second = refund(bought, "y", 1_000);
        rounds();
        assertThat(refundState(second)).isEqualTo("DONE");
    }

    @Test
    void aRefusedRefund_standsInTheWorkList_andIsDoneOnceAnOperatorHasItTriedAgain() {
        Bought bought = paid(1_000);
        faults(
                bought,
                "[{\"kind\":\"REFUSE\",\"call\":\"REFUND\",\"subCode\":\"ACQ.REASON_TRADE_BEEN_FREEZEN\",\"count\":1}]");
        String refund = refund(bought, "x", 800);
        rounds();
        String list = http.get("/admin/v1/payment-refunds/troubled?size=200", Tokens.operator())
                .expect(200)
                .body();
        assertThat(list).contains(refund).contains("ACQ.REASON_TRADE_BEEN_FREEZEN");
        String path = "/admin/v1/payment-refunds/" + refund + "/retries";
        Object reason = Map.of("reason", "交易已解冻");
        http.post(path, Tokens.parent(number()), reason).expect(403);
        http.post(path, Tokens.operator(), Map.of("reason", "")).expect(400);
        http.post(path, Tokens.operator(), reason).expect(204);
        http.post(path, Tokens.operator(), reason).expect(409);
        rounds();
        assertThat(refundState(refund)).isEqualTo("DONE");
        assertThat(told(bought)).containsExactly("PAID", "REFUNDED");
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM audit_log WHERE action = 'RETRY_REFUND' AND subject_id = ?",
                        Long.class,
                        refund))
                .isEqualTo(1);
    }

    @Test
    void aRefusedRefundWhoseMoneyWentBackOtherwise_isNotTriedAgain() {
        Bought bought = paid(1_000);
        faults(
                bought,
                "[{\"kind\":\"REFUSE\",\"call\":\"REFUND\",\"subCode\":\"ACQ.REASON_TRADE_BEEN_FREEZEN\",\"count\":1}]");
        String refund = refund(bought, "x", 1_000);
        rounds();
        refund(bought, "y", 1_000);
        http.post("/admin/v1/payment-refunds/" + refund + "/retries", Tokens.operator(), Map.of("reason", "再试一次"))
                .expect(422);
        assertThat(refundState(refund)).isEqualTo("FAILED");
        rounds();
        assertThat(refunds(bought)).containsExactly("10.00");
    }

    @Test
    void forWantOfBalance_itIsTriedAgain_andPeopleAreToldOnceThatItIsStuck() {
        Bought bought = paid(1_000);
        faults(
                bought,
                "[{\"kind\":\"REFUSE\",\"call\":\"REFUND\",\"subCode\":\"ACQ.SELLER_BALANCE_NOT_ENOUGH\",\"count\":10}]");
        String refund = refund(bought, "x", 1_000);
        for (int i = 0; i < 14; i++) {
            pass(Duration.ofMinutes(11));
        }
        assertThat(waitingEvents("OrderAlarm", "REFUND_STUCK:" + refund)).isEqualTo(1);
        assertThat(refundState(refund)).isEqualTo("DONE");
        assertThat(refunds(bought)).containsExactly("10.00");
    }

    @Test
    void whereTheTryThatCrossesTheBoundEndsUnknown_peopleAreToldOnceToo() {
        Bought bought = paid(1_000);
        faults(
                bought,
                "[{\"kind\":\"REFUSE\",\"call\":\"REFUND\",\"subCode\":\"ACQ.SELLER_BALANCE_NOT_ENOUGH\",\"count\":7},"
                        + "{\"kind\":\"BUSY\",\"call\":\"REFUND\",\"done\":false,\"count\":2}]");
        String refund = refund(bought, "x", 1_000);
        for (int i = 0; i < 14; i++) {
            pass(Duration.ofMinutes(11));
        }
        assertThat(refundState(refund)).isEqualTo("DONE");
        assertThat(waitingEvents("OrderAlarm", "REFUND_STUCK:" + refund)).isEqualTo(1);
    }

    @Test
    void triedAgainByAnOperator_itsTriesBeginAnew_andPeopleAreToldAnewThatItIsStuck() {
        Bought bought = paid(1_000);
        String balance =
                "{\"kind\":\"REFUSE\",\"call\":\"REFUND\",\"subCode\":\"ACQ.SELLER_BALANCE_NOT_ENOUGH\",\"count\":%d}";
        String frozen =
                "{\"kind\":\"REFUSE\",\"call\":\"REFUND\",\"subCode\":\"ACQ.REASON_TRADE_BEEN_FREEZEN\",\"count\":1}";
        faults(bought, "[" + balance.formatted(8) + "," + frozen + "," + balance.formatted(9) + "]");
        String refund = refund(bought, "x", 1_000);
        for (int i = 0; i < 12; i++) {
            pass(Duration.ofMinutes(11));
        }
        assertThat(refundState(refund)).isEqualTo("FAILED");
        assertThat(waitingEvents("OrderAlarm", "REFUND_STUCK:" + refund)).isEqualTo(1);
        http.post("/admin/v1/payment-refunds/" + refund + "/retries", Tokens.operator(), Map.of("reason", "交易已解冻"))
                .expect(204);
        for (int i = 0; i < 14; i++) {
            pass(Duration.ofMinutes(11));
        }
        assertThat(refundState(refund)).isEqualTo("DONE");
        assertThat(waitingEvents("OrderAlarm", "REFUND_STUCK:" + refund)).isEqualTo(2);
    }

    @Test
    void twoRoundsAtOnce_neverSendOneRefundTwice() throws Exception {
        List<Bought> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Bought bought = paid(100);
            refund(bought, "x", 100);
            all.add(bought);
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> one = round::run;
            for (Future<Integer> each : threads.invokeAll(List.of(one, one, one, one))) {
                each.get();
            }
        }
        rounds();
        assertThat(all).allSatisfy(bought -> {
            assertThat(refunds(bought)).containsExactly("1.00");
            assertThat(calls(bought, "alipay.trade.refund")).isEqualTo(1);
            assertThat(told(bought)).containsExactly("PAID", "REFUNDED");
        });
    }

    private static long calls(Bought bought, String method) {
        return Partners.journal("alipay", bought.paymentId()).stream()
                .filter(entry -> entry.path("kind").asString().equals(method))
                .count();
    }
}
