package io.jiaxiao.order.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.order.carrier.wire.CarrierNotices.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of an order the parent wants ended: until the carrier has ended it, the parent is billed. */
class CarrierEndingIT extends CarrierWorld {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @Autowired
    private TakeCarrierNotice notices;

    private void end(String id) {
        transaction.executeWithoutResult(status -> orders.end(id));
        pass(Duration.ofSeconds(1));
    }

    private long alarms() {
        return waitingEvents("OrderAlarm", "CARRIER_END_STUCK:" + order);
    }

    @Test
    void whatTheCarrierWillNotEnd_isToldAtOnce_andOnce_andEndedAsSoonAsItWill() {
        String id = active();
        faults("[{\"kind\":\"REFUSE\",\"call\":\"UNSUBSCRIBE\",\"code\":\"EXCLUSIVE\"}]");
        end(id);
        assertThat(alarms()).isEqualTo(1);
        assertThat(state(id)).isEqualTo("LEAVING");
        pass(Duration.ofMinutes(11));
        pass(Duration.ofMinutes(11));
        assertThat(alarms()).isEqualTo(1);
        faults("[]");
        pass(Duration.ofMinutes(11));
        await().atMost(SOON).until(() -> state(id).equals("ENDED"));
        assertThat(told()).containsExactly("ACTIVATED", "ENDED");
    }

    @Test
    void whatIsNotEndedTryAfterTry_isToldOnce() {
        String id = active();
        faults("[{\"kind\":\"BUSY\",\"call\":\"UNSUBSCRIBE\",\"done\":false}]");
        end(id);
        for (int tries = 1; tries < 8; tries++) {
            assertThat(alarms()).as("after try " + tries).isZero();
            pass(Duration.ofMinutes(11));
        }
        assertThat(alarms()).isEqualTo(1);
        pass(Duration.ofMinutes(11));
        assertThat(alarms()).isEqualTo(1);
        assertThat(state(id)).isEqualTo("LEAVING");
    }

    /** In the answer, in the notify after an answer that was lost, and where the repeat finds that nothing runs any more. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"kind\":\"NO_END_DATE\"},{\"kind\":\"LOSE_NOTIFY\"}]",
                "[{\"kind\":\"NO_END_DATE\"},{\"kind\":\"TIMEOUT\",\"call\":\"UNSUBSCRIBE\",\"done\":true,\"millis\":2500}]",
                "[{\"kind\":\"REFUSE\",\"call\":\"UNSUBSCRIBE\",\"code\":\"NOT_SUBSCRIBED\"}]"
            })
    void anEndWeAskedFor_andNobodyNamesTheDayOf_comesWithTheMonth(String faults) {
        String id = active();
        faults(faults);
        Instant month = clock.instant()
                .atZone(SHANGHAI)
                .toLocalDate()
                .with(TemporalAdjusters.firstDayOfNextMonth())
                .atStartOfDay(SHANGHAI)
                .toInstant();
        end(id);
        await().atMost(SOON).until(() -> state(id).equals("ENDED"));
        assertThat(carrierOwner.about(order).getLast().at()).isEqualTo(month);
    }

    @Test
    void what10086StopsWhileWeAskForItsEnd_isGoneAtOnce() {
        String id = active();
        faults("[{\"kind\":\"BUSY\",\"call\":\"UNSUBSCRIBE\",\"done\":false}]");
        end(id);
        counter("{\"action\":\"stop\"}");
        await().atMost(SOON).until(() -> state(id).equals("ENDED"));
        assertThat(carrierOwner.about(order).getLast().at()).isEqualTo(clock.instant());
    }

    @Test
    void anEndingTheCarrierTellsToHaveFailed_isNoEnd_andIsTold() {
        String id = active();
        faults("[{\"kind\":\"BUSY\",\"call\":\"UNSUBSCRIBE\",\"done\":false}]");
        end(id);
        String reqNo = jdbc.queryForObject("SELECT end_req_no FROM carrier_order WHERE id = ?", String.class, id);
        notices.take(Optional.of(new Told("CO1", reqNo, mobile, PRODUCT, "UNSUBSCRIBE", "FAILED", null, null)), "test");
        assertThat(state(id)).isEqualTo("LEAVING");
        assertThat(alarms()).isEqualTo(1);
        assertThat(told()).containsExactly("ACTIVATED");
    }
}
