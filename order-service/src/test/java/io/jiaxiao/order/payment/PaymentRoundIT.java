package io.jiaxiao.order.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A round over what is due at Alipay. */
class PaymentRoundIT extends PaymentWorld {

    @Test
    void oneRoundGoesOnUntilNothingIsDue() {
        List<Bought> all = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            all.add(open(100));
        }
        clock.advance(Duration.ofMinutes(31));
        assertThat(round.run()).isGreaterThanOrEqualTo(70);
        assertThat(all).allSatisfy(each -> assertThat(state(each)).isEqualTo("CLOSED"));
    }
}
