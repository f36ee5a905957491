package io.jiaxiao.order.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.order.fixture.Partners;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Send the code again", and the code of before is sent in while the carrier thinks about it. */
class CarrierCodeAgainIT extends CarrierWorld {

    @ParameterizedTest
    @ValueSource(strings = {"CHECK", "SEND_CODE"})
    void anAnswerFromBeforeTheOrder_doesNotFailIt(String slow) throws Exception {
        String id = sent();
        String code = code();
        faults("[{\"kind\":\"SLOW\",\"call\":\"" + slow
                + "\",\"millis\":2500,\"count\":1},{\"kind\":\"LOSE_NOTIFY\"}]");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<CarrierOrders.CodeAsked> again = threads.submit(this::ask);
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> asked(id) == 2 && (slow.equals("CHECK") || checks() == 2));
            assertThat(confirm(id, code)).isInstanceOf(CarrierOrders.Confirmed.Accepted.class);
            assertThat(again.get()).isInstanceOfSatisfying(CarrierOrders.CodeAsked.Refused.class, no -> assertThat(
                            no.refusal().code())
                    .isEqualTo("CARRIER_ORDER_OPEN"));
        }
        assertThat(state(id)).isEqualTo("ACCEPTED");
        assertThat(told()).isEmpty();
        pass(Duration.ofSeconds(10));
        assertThat(state(id)).isEqualTo("ACTIVE");
        assertThat(told()).containsExactly("ACTIVATED");
    }

    private int asked(String id) {
        return jdbc.queryForList(
                        "SELECT id FROM carrier_evidence WHERE carrier_order_id = ? AND what = 'CODE_ASKED'", id)
                .size();
    }

    private long checks() {
        return Partners.journal("carrier", mobile).stream()
                .filter(each -> each.path("kind").asString().equals("checkQualification"))
                .count();
    }
}
