package io.jiaxiao.order.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.fixture.Partners;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.IllegalTransactionStateException;

/** O3: a payment from its code to its end, with everything that gets lost on the way. */
class PaymentIT extends PaymentWorld {

    @Test
    void whoScansAndPays_isTakenInByTheNotify() {
        Bought bought = open(19_900);
        String code = code(bought);
        assertThat(code(bought)).isEqualTo(code);
        assertThat(trade(bought).path("status").asString()).isEqualTo("NOT_SCANNED");
        pays(code);
        await().atMost(SOON).until(() -> state(bought).equals("PAID"));
        assertThat(told(bought)).containsExactly("PAID");
        assertThat(owner.about(bought.orderId()).getFirst().fen()).isEqualTo(19_900);
        assertThat(notifies(bought).getLast().path("outcome").asString()).isEqualTo("ACKNOWLEDGED");
        assertThat(payments.present(bought.paymentId())).isEqualTo(new Payments.Presented.Decided(Payments.State.PAID));
    }

    @Test
    void aNotifyThatIsLost_isFoundByAQuestion() {
        Bought bought = open(100);
        faults(bought, "[{\"kind\":\"LOSE_NOTIFY\"}]");
        pays(code(bought));
        pass(Duration.ofSeconds(5));
        assertThat(state(bought)).isEqualTo("PAID");
        assertThat(told(bought)).containsExactly("PAID");
        assertThat(notifies(bought)).isEmpty();
    }

    @Test
    void whoOnlyScans_isWaitedFor_andNotAskedMoreOftenThanSensible() {
        Bought bought = open(100);
        Partners.control("POST", "/alipay/wallet/scan", "{\"qrCode\":\"" + code(bought) + "\"}");
        for (int second = 0; second < 120; second++) {
            pass(Duration.ofSeconds(1));
        }
        assertThat(state(bought)).isEqualTo("WAITING");
        assertThat(partnerState(bought)).isEqualTo("SCANNED");
        long questions = Partners.journal("alipay", bought.paymentId()).stream()
                .filter(entry -> entry.path("kind").asString().equals("alipay.trade.query"))
                .count();
        assertThat(questions).isBetween(10L, 22L);
    }

    @Test
    void anOrderHasOneOpenPayment_andMayHaveAnotherOnceThatIsClosed() {
        Bought first = open(100);
        Payments.Wanted again = new Payments.Wanted(
                first.orderId(), "1", Money.ofFen(100), "再次付款", clock.instant().plusSeconds(600));
        assertThatThrownBy(() -> transaction.execute(status -> payments.open(again)))
                .isInstanceOf(DuplicateKeyException.class);
        close(first);
        rounds();
        String second = transaction.execute(status -> payments.open(again));
        assertThat(second).isNotEqualTo(first.paymentId());
        assertThatThrownBy(() -> payments.open(again)).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void whatWasNeverShown_isClosedWithoutAskingAnybody() {
        Bought bought = open(100);
        pass(Duration.ofMinutes(31));
        assertThat(state(bought)).isEqualTo("CLOSED");
        assertThat(told(bought)).containsExactly("CLOSED");
        assertThat(Partners.journal("alipay", bought.paymentId())).isEmpty();
        assertThat(payments.present(bought.paymentId()))
                .isEqualTo(new Payments.Presented.Decided(Payments.State.CLOSED));
    }

    @Test
    void aCodeWhoseAnswerIsLost_isTheSameCodeAtTheSecondTry() {
        Bought bought = open(100);
        faults(bought, "[{\"kind\":\"TIMEOUT\",\"call\":\"PRECREATE\",\"done\":true,\"millis\":2500,\"count\":1}]");
        assertThat(payments.present(bought.paymentId())).isInstanceOf(Payments.Presented.Unavailable.class);
        assertThat(partnerState(bought)).isEqualTo("UNKNOWN");
        pays(code(bought));
        await().atMost(SOON).until(() -> state(bought).equals("PAID"));
    }

    @Test
    void anAnswerAlipayDidNotSign_isBelievedByNobody() {
        Bought bought = open(100);
        faults(bought, "[{\"kind\":\"BAD_SIGN\",\"call\":\"PRECREATE\",\"count\":1}]");
        assertThat(payments.present(bought.paymentId())).isInstanceOf(Payments.Presented.Unavailable.class);
        assertThat(code(bought)).startsWith("https://qr.alipay.com/");
    }

    @Test
    void aCodeAlipayWillNotGive_isToldToPeople() {
        Bought bought = open(100);
        faults(bought, "[{\"kind\":\"REFUSE\",\"call\":\"PRECREATE\",\"subCode\":\"ACQ.ACCESS_FORBIDDEN\"}]");
        assertThat(payments.present(bought.paymentId())).isInstanceOf(Payments.Presented.Unavailable.class);
        assertThat(waitingEvents("OrderAlarm", "CODE_REFUSED:" + bought.paymentId()))
                .isEqualTo(1);
        assertThat(state(bought)).isEqualTo("WAITING");
    }

    @Test
    void aScannedPaymentWhoseTimeIsOver_isClosedThere_thoughTheAnswerIsLost() {
        Bought bought = open(100);
        faults(bought, "[{\"kind\":\"TIMEOUT\",\"call\":\"CLOSE\",\"done\":true,\"millis\":2500,\"count\":1}]");
        Partners.control("POST", "/alipay/wallet/scan", "{\"qrCode\":\"" + code(bought) + "\"}");
        pass(Duration.ofMinutes(31));
        assertThat(state(bought)).isEqualTo("CLOSED");
        assertThat(trade(bought).path("status").asString()).isEqualTo("TRADE_CLOSED");
        assertThat(told(bought)).containsExactly("CLOSED");
    }

    @Test
    void moneyForAClosedPayment_goesBackByItself() {
        Bought bought = open(8_800);
        String code = code(bought);
        owner.wantsNot(bought.orderId());
        close(bought);
        rounds();
        assertThat(state(bought)).isEqualTo("CLOSED");
        // Nobody had scanned it, so the partner could not close it, and the code still lives.
        pays(code);
        await().atMost(SOON).until(() -> state(bought).equals("PAID"));
        rounds();
        assertThat(refunds(bought)).containsExactly("88.00");
        assertThat(told(bought)).containsExactly("CLOSED", "PAID");
        assertThat(waitingEvents("OrderAlarm", "PAID_NOT_WANTED:" + bought.paymentId()))
                .isEqualTo(1);
    }

    @Test
    void moneyAfterAClosing_isFoundAndReturned_evenWhenTheNotifyIsLost() {
        Bought bought = open(100);
        faults(bought, "[{\"kind\":\"PAID_AFTER_CLOSE\",\"millis\":1},{\"kind\":\"LOSE_NOTIFY\"}]");
        owner.wantsNot(bought.orderId());
        Partners.control("POST", "/alipay/wallet/scan", "{\"qrCode\":\"" + code(bought) + "\"}");
        close(bought);
        rounds();
        assertThat(state(bought)).isEqualTo("CLOSED");
        await().atMost(SOON).until(() -> trade(bought).path("status").asString().equals("TRADE_SUCCESS"));
        pass(Duration.ofMinutes(36));
        assertThat(told(bought)).containsExactly("CLOSED", "PAID");
        assertThat(refunds(bought)).containsExactly("1.00");
    }

    @Test
    void payingAndCancellingAtTheSameMoment_endsInOneLawfulState_withTheMoneyRight() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                Bought bought = open(500);
                owner.wantsNotOnceClosed(bought.orderId());
                String code = code(bought);
                CyclicBarrier start = new CyclicBarrier(2);
                Callable<Void> payer = () -> {
                    start.await();
                    pays(code);
                    return null;
                };
                Callable<Void> canceller = () -> {
                    start.await();
                    close(bought);
                    round.run();
                    return null;
                };
                List<Future<Void>> both = threads.invokeAll(List.of(payer, canceller));
                boolean paid = both.getFirst().state() == Future.State.SUCCESS;
                both.getLast().get();
                await().atMost(SOON).until(() -> {
                    rounds();
                    return !paid || state(bought).equals("PAID");
                });
                rounds();
                if (!paid) {
                    assertThat(told(bought)).containsExactly("CLOSED");
                } else if (told(bought).equals(List.of("PAID"))) {
                    assertThat(refunds(bought)).isEmpty();
                } else {
                    assertThat(told(bought)).containsExactlyInAnyOrder("CLOSED", "PAID");
                    assertThat(refunds(bought)).containsExactly("5.00");
                }
            }
        }
    }

    private String partnerState(Bought bought) {
        return jdbc.queryForObject("SELECT partner_state FROM payment WHERE id = ?", String.class, bought.paymentId());
    }
}
