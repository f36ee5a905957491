package io.jiaxiao.order.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
}
