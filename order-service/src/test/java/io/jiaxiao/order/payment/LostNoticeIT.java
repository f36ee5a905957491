package io.jiaxiao.order.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.order.fixture.Partners;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LostNoticeIT extends PaymentWorld {

    @Autowired
    private FindLostNotices find;

    @Test
    void aNotifyThatNeverComes_isNoticedOnce_andOneThatCameIsNot() {
        Bought lost = open(100);
        faults(lost, "[{\"kind\":\"LOSE_NOTIFY\"}]");
        pays(code(lost));
        pass(Duration.ofSeconds(5));
        assertThat(state(lost)).isEqualTo("PAID");
        Bought told = paid(100);
        find.run();
        assertThat(waitingEvents("OrderAlarm", "NOTIFY_LOST:" + lost.paymentId()))
                .isZero();
        pass(Duration.ofMinutes(16));
        find.run();
        find.run();
        assertThat(waitingEvents("OrderAlarm", "NOTIFY_LOST:" + lost.paymentId()))
                .isEqualTo(1);
        assertThat(waitingEvents("OrderAlarm", "NOTIFY_LOST:" + told.paymentId()))
                .isZero();
    }

    @Test
    void moneyOfAnotherSumThatAnOperatorSettled_isNotMissed() {
        Bought bought = open(1_000);
        Partners.control("POST", "/alipay/wallet/pay", "{\"qrCode\":\"" + code(bought) + "\",\"amount\":\"9.99\"}");
        pass(Duration.ofSeconds(5));
        http.post(
                        "/admin/v1/odd-payments/" + bought.paymentId() + "/settlements",
                        Tokens.operator(),
                        aKey(),
                        Map.of("decision", "ACCEPT", "receivedFen", 999, "reason", "家长少付一分，同意收款"))
                .expect(200);
        assertThat(state(bought)).isEqualTo("PAID");
        pass(Duration.ofMinutes(16));
        find.run();
        assertThat(waitingEvents("OrderAlarm", "NOTIFY_LOST:" + bought.paymentId()))
                .isZero();
    }
}
