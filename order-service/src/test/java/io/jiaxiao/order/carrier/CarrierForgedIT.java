package io.jiaxiao.order.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.testkit.http.Http;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Strangers who call in the carrier's name. */
class CarrierForgedIT extends CarrierWorld {

    @Autowired
    private MeterRegistry meters;

    private void forged(int copies) {
        for (int i = 0; i < copies; i++) {
            Http.Answer answer = http.send(http.request("/callback/carrier/orders", "")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"orderId\":\"CO" + i + "\",\"sign\":\"?\"}")));
            assertThat(answer.status()).isEqualTo(403);
        }
    }

    private long alarms() {
        return waitingEvents("OrderAlarm", "NOTIFY_FORGED:carrier");
    }

    private double counted() {
        return meters.counter("jiaxiao.callback.forged", "partner", "carrier", "what", "FORGED")
                .count();
    }

    @Test
    void aFloodIsRefusedAndCounted_butToldOnceInFiveMinutes() {
        clock.advance(Duration.ofMinutes(5));
        long before = alarms();
        double countedBefore = counted();
        forged(5);
        assertThat(alarms()).isEqualTo(before + 1);
        assertThat(counted()).isEqualTo(countedBefore + 5);
        clock.advance(Duration.ofMinutes(5));
        forged(2);
        assertThat(alarms()).isEqualTo(before + 2);
    }
}
