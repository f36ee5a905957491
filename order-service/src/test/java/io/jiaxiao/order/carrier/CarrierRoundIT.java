package io.jiaxiao.order.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.order.fixture.Partners;
import io.jiaxiao.order.fixture.RecordingOwner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A round over what is due at the carrier. */
class CarrierRoundIT extends CarrierWorld {

    private String open(String phone) {
        return transaction.execute(status -> orders.open(new CarrierOrders.Wanted(
                RecordingOwner.OWN + number(), Long.toString(number()), new Mobile(phone), PRODUCT)));
    }

    private int round() {
        return context.getBean(FollowCarrierOrders.class).run();
    }

    @Test
    void slowAnswersAreWaitedForSideBySide() {
        pass(Duration.ZERO);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String phone = aMobile();
            Partners.order("carrier", phone, "[{\"kind\":\"SLOW\",\"call\":\"UNSUBSCRIBE\",\"millis\":1000}]");
            all.add(open(phone));
            jdbc.update("UPDATE carrier_order SET state = 'ACTIVE', due_at = NULL WHERE id = ?", all.getLast());
        }
        transaction.executeWithoutResult(status -> all.forEach(orders::end));
        long began = System.nanoTime();
        int done = round();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
        assertThat(done).isEqualTo(6);
        assertThat(all).allSatisfy(id -> assertThat(state(id)).isEqualTo("ENDED"));
    }

    @Test
    void oneRoundGoesOnUntilNothingIsDue() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            all.add(open(aMobile()));
        }
        clock.advance(Duration.ofMinutes(31));
        assertThat(round()).isGreaterThanOrEqualTo(70);
        assertThat(all).allSatisfy(id -> assertThat(state(id)).isEqualTo("FAILED"));
    }
}
