package io.jiaxiao.mall.supply.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.mall.supply.SupplyNotice;
import io.jiaxiao.mall.supply.SupplyStatus;
import io.jiaxiao.mall.supply.fixture.Suppliers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What suppliers tell by themselves, over the wire to the service. */
class SupplyCallbackIT extends SupplyCallbackFixture {

    @Test
    void bothSuppliersCallbacks_reachThePortOnce_andAreAcknowledgedInTheirOwnWords() {
        place("niannianka", video);
        place("kefei", bill);
        await().until(() -> pushes("niannianka").equals(List.of("ACKNOWLEDGED"))
                && pushes("kefei").equals(List.of("ACKNOWLEDGED")));
        assertThat(recorded.kinds(video)).containsExactly(SupplyNotice.Kind.FULFILLED);
        assertThat(recorded.kinds(bill)).containsExactly(SupplyNotice.Kind.FULFILLED);
    }

    @Test
    void aDoubledCallback_isTakenAndAcknowledgedTwice_andALostOneLeavesTheQuestion() {
        Suppliers.order("niannianka", account.digits(), "[{\"kind\":\"DOUBLE_CALLBACK\"}]");
        Suppliers.order("kefei", account.digits(), "[{\"kind\":\"LOSE_CALLBACK\"}]");
        place("niannianka", video);
        place("kefei", bill);
        await().until(() -> pushes("niannianka").equals(List.of("ACKNOWLEDGED", "ACKNOWLEDGED")));
        assertThat(recorded.kinds(video)).hasSize(2);
        await().until(() -> channel("kefei").query(bill) instanceof SupplyStatus.Fulfilled);
        assertThat(recorded.kinds(bill)).isEmpty();
    }

    @Test
    void aSuccessThatIsReversed_isToldAsBoth() {
        Suppliers.order("kefei", account.digits(), "[{\"kind\":\"REVERSE_AFTER_SUCCESS\",\"millis\":50}]");
        place("kefei", bill);
        await().until(() -> recorded.kinds(bill).size() == 2);
        assertThat(recorded.kinds(bill))
                .containsExactlyInAnyOrder(SupplyNotice.Kind.FULFILLED, SupplyNotice.Kind.REVERSED);
    }

    @Test
    void whatThePortCannotStore_isNotAcknowledged_andComesAgain() {
        recorded.failures.put(video.number(), new AtomicInteger(2));
        place("niannianka", video);
        await().until(() -> pushes("niannianka").equals(List.of("HTTP_500", "HTTP_500", "ACKNOWLEDGED")));
        assertThat(recorded.kinds(video)).hasSize(1);
    }
}
