package io.jiaxiao.mall.supply.jd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.mall.supply.Placement;
import io.jiaxiao.mall.supply.SupplyOrder;
import io.jiaxiao.mall.supply.SupplyStatus;
import java.time.Duration;

/** Orders placed with JD, and what became of them. */
abstract class JdOrderFixture extends JdFixture {

    Placement place(SupplyOrder order) {
        return client.channel().place(order);
    }

    SupplyStatus query(SupplyOrder order) {
        return client.channel().query(order);
    }

    static String refusal(Placement placement) {
        assertThat(placement).isInstanceOf(Placement.Refused.class);
        return placement instanceof Placement.Refused refused ? refused.code() + refused.permanent() : "";
    }

    void awaitFulfilled(SupplyOrder order) {
        await().atMost(Duration.ofSeconds(10)).until(() -> query(order) instanceof SupplyStatus.Fulfilled);
    }
}
