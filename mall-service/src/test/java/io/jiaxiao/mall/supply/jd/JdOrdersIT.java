package io.jiaxiao.mall.supply.jd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.mall.supply.Cancellation;
import io.jiaxiao.mall.supply.Placement;
import io.jiaxiao.mall.supply.SupplyOrder;
import io.jiaxiao.mall.supply.SupplyStatus;
import io.jiaxiao.mall.supply.SupplyStatus.Parcel;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Orders as JD takes, refuses, splits, delivers and cancels them. */
class JdOrdersIT extends JdOrderFixture {

    @Test
    void anOrder_isReservedConfirmedShippedAndDelivered() {
        SupplyOrder order = aGlobe();
        Placement placed = place(order);
        assertThat(placed).isInstanceOf(Placement.Accepted.class);
        Placement.Accepted accepted = (Placement.Accepted) placed;
        assertThat(accepted.costFen()).isEqualTo(GLOBE_FEN + FREIGHT_FEN);
        JsonNode there = atJd(order);
        assertThat(there.path("submitState").asInt()).isEqualTo(1);
        assertThat(accepted.partnerNumber()).isEqualTo(there.path("jdOrderId").asString());
        assertThat(query(order)).isInstanceOf(SupplyStatus.Processing.class);

        awaitFulfilled(order);
        SupplyStatus.Fulfilled done = (SupplyStatus.Fulfilled) query(order);
        assertThat(done.costFen()).isEqualTo(GLOBE_FEN + FREIGHT_FEN);
        assertThat(done.cards()).isEmpty();
        Parcel parcel = done.parcels().getFirst();
        assertThat(parcel.state()).isEqualTo(Parcel.State.DELIVERED);
        assertThat(parcel.waybill()).startsWith("JDX");
        assertThat(parcel.carrier()).isEqualTo("京东快递");
        assertThat(parcel.tracks()).isSortedAccordingTo(java.util.Comparator.comparing(SupplyStatus.Track::at));
        assertThat(parcel.tracks().size()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void whatJdRefuses_isRefusedWithItsCode_andForGoodOnlyWhereThatIsTrue() {
        order(
                mobile,
                "[{\"kind\":\"REFUSE\",\"code\":\"3008\",\"count\":1},{\"kind\":\"REFUSE\",\"code\":\"3009\",\"count\":1},"
                        + "{\"kind\":\"REFUSE\",\"code\":\"3017\",\"count\":1},{\"kind\":\"REFUSE\",\"code\":\"3019\",\"count\":1},"
                        + "{\"kind\":\"REFUSE\",\"code\":\"3002\",\"count\":1}]");
        assertThat(List.of(
                        refusal(place(aGlobe())),
                        refusal(place(aGlobe())),
                        refusal(place(aGlobe())),
                        refusal(place(aGlobe())),
                        refusal(place(aGlobe()))))
                .containsExactly("3008true", "3009true", "3017false", "3019true", "3002false");
    }

    @Test
    void theRealPriceBeingHigherThanOurs_isARefusal_andCostsNothing() {
        SupplyOrder order = anOrder(new SupplyOrder.Item(GLOBE, 1, GLOBE_FEN - 100));
        assertThat(refusal(place(order))).isEqualTo("3019true");
        assertThat(isAtJd(order)).isFalse();
    }

    @Test
    void anOrderRefusedForNow_canBeSentAgainUnderTheSameNumber() {
        SupplyOrder order = aGlobe();
        send("PUT", "/jd/control/balance", "{\"fen\":100}");
        assertThat(refusal(place(order))).isEqualTo("3017false");
        assertThat(refusal(place(order))).isEqualTo("3017false");
        send("PUT", "/jd/control/balance", "{\"fen\":100000000}");
        assertThat(place(order)).isInstanceOf(Placement.Accepted.class);
    }

    @Test
    void placingTheSameNumberTwice_makesOneOrder_andSaysSo() {
        SupplyOrder order = aGlobe();
        Placement first = place(order);
        assertThat(place(order)).isEqualTo(first);
        assertThat(control().path("orders").asInt()).isEqualTo(1);
    }

    @Test
    void manyThreadsPlacingOneNumber_makeOneOrder() throws Exception {
        SupplyOrder order = aGlobe();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var placed = IntStream.range(0, 12)
                    .mapToObj(n -> threads.submit(() -> place(order)))
                    .toList();
            for (var each : placed) {
                assertThat(each.get()).isNotInstanceOf(Placement.Refused.class);
            }
        }
        assertThat(control().path("orders").asInt()).isEqualTo(1);
        assertThat(atJd(order).path("submitState").asInt()).isEqualTo(1);
    }

    @Test
    void anotherOrderUnderOurNumber_isNeverTakenForOurs() {
        SupplyOrder order = aGlobe();
        assertThat(place(order)).isInstanceOf(Placement.Accepted.class);
        SupplyOrder other = new SupplyOrder(
                order.number(), List.of(new SupplyOrder.Item(BLENDER, 1, 23900)), null, order.delivery());
        assertThat(place(other)).isEqualTo(new Placement.Unknown("OTHER_ORDER_UNDER_OUR_NUMBER"));
        assertThat(query(other)).isEqualTo(new SupplyStatus.Unknown("OTHER_ORDER_UNDER_OUR_NUMBER"));
    }

    @Test
    void aReservation_canBeCancelled_andAConfirmedOrderCannot() {
        SupplyOrder reserved = aGlobe();
        order(mobile, "[{\"kind\":\"STEP_TIMEOUT_BEFORE\",\"millis\":0,\"count\":1}]");
        assertThat(place(reserved)).isInstanceOf(Placement.Unknown.class);
        assertThat(client.channel().cancel(reserved)).isEqualTo(new Cancellation.Cancelled());
        assertThat(client.channel().cancel(reserved)).isEqualTo(new Cancellation.Cancelled());
        assertThat(query(reserved)).isInstanceOf(SupplyStatus.Failed.class);

        SupplyOrder confirmed = aGlobe();
        place(confirmed);
        assertThat(client.channel().cancel(confirmed)).isInstanceOf(Cancellation.Refused.class);
        assertThat(isAtJd(confirmed)).isTrue();
    }

    @Test
    void aSplitOrder_isDoneWhenItsLastParcelIs_andRepeatedSplitsChangeNothing() {
        order(mobile, "[{\"kind\":\"REPEATED_SPLIT\"}]");
        SupplyOrder order = anOrder(new SupplyOrder.Item(GLOBE, 4, GLOBE_FEN));
        assertThat(place(order)).isInstanceOf(Placement.Accepted.class);
        awaitFulfilled(order);
        SupplyStatus.Fulfilled done = (SupplyStatus.Fulfilled) query(order);
        assertThat(done.parcels().size()).isEqualTo(3);
        assertThat(done.parcels()).allMatch(parcel -> parcel.state() == Parcel.State.DELIVERED);
        assertThat(done.parcels().stream().mapToInt(Parcel::pieces).sum()).isEqualTo(4);
        assertThat(done.costFen()).isEqualTo(4 * GLOBE_FEN);
    }

    @Test
    void aDeliveryTheReceiverRefuses_fails_andTheMoneyIsBackAtJd() {
        long before = client.channel().balanceFen().orElseThrow();
        order(mobile, "[{\"kind\":\"REFUSED_DELIVERY\"}]");
        SupplyOrder order = aGlobe();
        place(order);
        await().until(() -> query(order) instanceof SupplyStatus.Failed failed
                && failed.code().equals("REFUSED_BY_RECEIVER"));
        assertThat(client.channel().balanceFen()).hasValue(before);
    }

    @Test
    void anAddressJdDoesNotHave_isRefusedBeforeAnythingIsOrdered() {
        SupplyOrder nowhere = new SupplyOrder("JXN1" + mobile, aGlobe().items(), null, delivery("999999", "粤海街道"));
        assertThat(refusal(place(nowhere))).isEqualTo("AREA_UNKNOWNtrue");
        SupplyOrder vague = new SupplyOrder("JXN2" + mobile, aGlobe().items(), null, delivery("440305", "科技园1号"));
        assertThat(refusal(place(vague))).isEqualTo("AREA_UNKNOWNtrue");
        SupplyOrder beijing = new SupplyOrder("JXN3" + mobile, aGlobe().items(), null, delivery("110108", "中关村大街1号"));
        assertThat(place(beijing)).isInstanceOf(Placement.Accepted.class);
        SupplyOrder town = new SupplyOrder("JXN5" + mobile, aGlobe().items(), null, delivery("440305007000", "科技园1号"));
        assertThat(place(town)).isInstanceOf(Placement.Accepted.class);
        SupplyOrder card = new SupplyOrder("JXN4" + mobile, aGlobe().items(), null, null);
        assertThat(refusal(place(card))).isEqualTo("NOT_AN_ORDER_FOR_GOODStrue");
    }
}
