package io.jiaxiao.mall.supply.jd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.mall.supply.AfterSales.Answer;
import io.jiaxiao.mall.supply.SupplyOrder;
import io.jiaxiao.mall.supply.SupplyStatus;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Goods that go back to JD one piece after the other: each return is a case of its own. */
class JdReturnsIT extends JdOrderFixture {

    private final Set<String> earlier = new LinkedHashSet<>();

    @Test
    void aSecondReturnOfAParcel_isACaseOfItsOwn_andEndsWithItsOwnMoney() {
        SupplyOrder order = anOrder(new SupplyOrder.Item(GLOBE, 3, GLOBE_FEN));
        place(order);
        awaitFulfilled(order);
        long before = money();
        String first = sentBack("R1", order, 1);
        assertThat(money() - before).isEqualTo(GLOBE_FEN);
        earlier.add(first);
        assertThat(ask("R2", order, 2)).isInstanceOf(Answer.UnderWay.class);
        assertThat(sentBack("R2", order, 2)).isNotEqualTo(first);
        assertThat(money() - before).isEqualTo(3 * GLOBE_FEN);
    }

    @Test
    void aReturnOfTheOtherParcel_isNotAnsweredByTheFirstOnesCase() {
        order(mobile, "[{\"kind\":\"SPLIT\"}]");
        SupplyOrder order = anOrder(new SupplyOrder.Item(GLOBE, 2, GLOBE_FEN));
        place(order);
        awaitFulfilled(order);
        assertThat(((SupplyStatus.Fulfilled) query(order)).parcels()).hasSize(2);
        long before = money();
        String first = sentBack("R1", order, 1);
        earlier.add(first);
        assertThat(ask("R2", order, 1)).isInstanceOf(Answer.UnderWay.class);
        assertThat(sentBack("R2", order, 1)).isNotEqualTo(first);
        assertThat(money() - before).isEqualTo(2 * GLOBE_FEN);
    }

    @Test
    void whatJdRefusedOnce_mayBeAskedForAgain_asAnotherReturn() {
        SupplyOrder order = aGlobe();
        place(order);
        awaitFulfilled(order);
        order(mobile, "[{\"kind\":\"AFTER_SALE_REFUSED\",\"count\":1}]");
        ask("R1", order, 1);
        await().until(() -> ask("R1", order, 1) instanceof Answer.Refused);
        earlier.add(partnerNumber(ask("R1", order, 1)));
        assertThat(sentBack("R2", order, 1)).isNotIn(earlier);
    }

    private Answer ask(String number, SupplyOrder order, int quantity) {
        return client.afterSales().ask(number, order, quantity, earlier);
    }

    /** The number of the case, once JD has the goods. */
    private String sentBack(String number, SupplyOrder order, int quantity) {
        return partnerNumber(await().until(() -> ask(number, order, quantity), Answer.Accepted.class::isInstance));
    }

    private static String partnerNumber(Answer answer) {
        return String.valueOf(
                switch (answer) {
                    case Answer.Accepted accepted -> accepted.partnerNumber();
                    case Answer.Refused refused -> refused.partnerNumber();
                    default -> null;
                });
    }

    private long money() {
        return client.channel().balanceFen().orElseThrow();
    }
}
