package io.jiaxiao.mall.supply.jd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.jiaxiao.mall.supply.Cancellation;
import io.jiaxiao.mall.supply.Placement;
import io.jiaxiao.mall.supply.SupplyOrder;
import io.jiaxiao.mall.supply.SupplyStatus;
import io.jiaxiao.mall.supply.SupplyStatus.Parcel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

class JdOrdersIT extends JdFixture {

    private Placement place(SupplyOrder order) {
        return client.channel().place(order);
    }

    private SupplyStatus query(SupplyOrder order) {
        return client.channel().query(order);
    }

    private static String refusal(Placement placement) {
        assertThat(placement).isInstanceOf(Placement.Refused.class);
        return placement instanceof Placement.Refused refused ? refused.code() + refused.permanent() : "";
    }

    private void awaitFulfilled(SupplyOrder order) {
        await().atMost(Duration.ofSeconds(10)).until(() -> query(order) instanceof SupplyStatus.Fulfilled);
    }

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
    void anOrderWhoseFirstTryIsOpen_isNotRefusedByASecondTry() {
        SupplyOrder order = aGlobe();
        order(
                mobile,
                "[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":0,\"count\":2},{\"kind\":\"REFUSE\",\"code\":\"3008\"}]");
        assertThat(place(order)).isEqualTo(new Placement.Unknown("NO_ANSWER"));
        assertThat(place(order)).isEqualTo(new Placement.Unknown("EARLIER_TRY_OPEN"));
        clock.advanceMinutes(11);
        assertThat(refusal(place(order))).isEqualTo("3008true");
    }

    @Test
    void aFailureJdAsksUsToRepeat_isRepeatedOnce() {
        order(mobile, "[{\"kind\":\"REFUSE\",\"code\":\"3051\",\"count\":1}]");
        assertThat(place(aGlobe())).isInstanceOf(Placement.Accepted.class);
        order(mobile, "[{\"kind\":\"REFUSE\",\"code\":\"3051\",\"count\":2}]");
        assertThat(refusal(place(aGlobe()))).isEqualTo("3051false");
    }

    @Test
    void afterATimeout_theOrderIsFoundUnderOurNumber_andConfirmed() {
        order(mobile, "[{\"kind\":\"TIMEOUT_AFTER_SUCCESS\",\"millis\":0,\"count\":1}]");
        SupplyOrder order = aGlobe();
        assertThat(place(order)).isInstanceOf(Placement.Accepted.class);
        assertThat(atJd(order).path("submitState").asInt()).isEqualTo(1);
    }

    @Test
    void code3058_isLookedUp_whetherTheOrderWasMadeOrNot() {
        SupplyOrder made = aGlobe();
        order(mobile, "[{\"kind\":\"UNCERTAIN\",\"made\":true,\"count\":1}]");
        assertThat(place(made)).isInstanceOf(Placement.Accepted.class);
        SupplyOrder notMade = aGlobe();
        order(mobile, "[{\"kind\":\"UNCERTAIN\",\"made\":false,\"count\":1}]");
        assertThat(place(notMade)).isInstanceOf(Placement.Accepted.class);
        assertThat(isAtJd(made) && isAtJd(notMade)).isTrue();
    }

    @Test
    void whatStaysSilent_isUnknown_andNotFoundOnlyAfterTheSafeTime() {
        order(mobile, "[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":0}]");
        SupplyOrder order = aGlobe();
        assertThat(place(order)).isEqualTo(new Placement.Unknown("NO_ANSWER"));
        assertThat(query(order)).isEqualTo(new SupplyStatus.Unknown("3401"));
        clock.advanceMinutes(9);
        assertThat(query(order)).isEqualTo(new SupplyStatus.Unknown("3401"));
        clock.advanceMinutes(2);
        assertThat(query(order)).isEqualTo(new SupplyStatus.NotFound());
    }

    @Test
    void anInstanceThatNeverHeardOfTheNumber_waitsAsLong() {
        SupplyOrder order = aGlobe();
        assertThat(query(order)).isInstanceOf(SupplyStatus.Unknown.class);
        clock.advanceMinutes(11);
        assertThat(query(order)).isEqualTo(new SupplyStatus.NotFound());
    }

    @Test
    void anOrderMadeLate_andOneSentAgain_areOneOrder() {
        order(mobile, "[{\"kind\":\"MADE_LATE\",\"millis\":1500,\"count\":1}]");
        SupplyOrder order = aGlobe();
        assertThat(place(order)).isInstanceOf(Placement.Accepted.class);
        await().until(() -> control().path("orders").asInt() == 1);
        awaitFulfilled(order);
        assertThat(control().path("orders").asInt()).isEqualTo(1);
    }

    @Test
    void aSecondTryThatIsRefused_whileTheFirstMayStillArrive_isUnknown() {
        order(
                mobile,
                "[{\"kind\":\"MADE_LATE\",\"millis\":3000,\"count\":1},{\"kind\":\"REFUSE\",\"code\":\"3008\",\"count\":1}]");
        SupplyOrder order = aGlobe();
        assertThat(place(order)).isInstanceOf(Placement.Unknown.class);
        await().atMost(Duration.ofSeconds(10)).until(() -> isAtJd(order));
        // Found, and what was left half done is finished.
        assertThat(query(order)).isInstanceOf(SupplyStatus.Processing.class);
        awaitFulfilled(order);
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
    void aConfirmationWithoutAnAnswer_isLookedUp_andOneThatNeverCameIsMadeUpForByTheQuery() {
        SupplyOrder heard = aGlobe();
        order(mobile, "[{\"kind\":\"STEP_TIMEOUT_AFTER_SUCCESS\",\"millis\":0,\"count\":1}]");
        assertThat(place(heard)).isInstanceOf(Placement.Accepted.class);
        SupplyOrder lost = aGlobe();
        order(mobile, "[{\"kind\":\"STEP_TIMEOUT_BEFORE\",\"millis\":0,\"count\":1}]");
        assertThat(place(lost)).isEqualTo(new Placement.Unknown("UNCONFIRMED"));
        assertThat(query(lost)).isInstanceOf(SupplyStatus.Processing.class);
        assertThat(atJd(lost).path("submitState").asInt()).isEqualTo(1);
    }

    @Test
    void aReservationThatEndsBeforeItIsConfirmed_failsForCertain() {
        order(
                mobile,
                "[{\"kind\":\"RESERVATION_EXPIRES\",\"millis\":50},{\"kind\":\"STEP_TIMEOUT_BEFORE\",\"millis\":0,\"count\":1}]");
        SupplyOrder order = aGlobe();
        assertThat(place(order)).isInstanceOf(Placement.Unknown.class);
        await().until(() -> !isAtJd(order));
        assertThat(query(order)).isInstanceOf(SupplyStatus.Failed.class);
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

    @Test
    void nothingPersonalIsLogged_whateverGoesWrong() {
        Logger logger = (Logger) LoggerFactory.getLogger("io.jiaxiao.mall");
        Level before = logger.getLevel();
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        logger.setLevel(Level.TRACE);
        logger.addAppender(lines);
        try {
            order(
                    mobile,
                    "[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":0,\"count\":2},{\"kind\":\"HTTP_500\",\"count\":2},"
                            + "{\"kind\":\"REFUSE\",\"code\":\"3008\",\"count\":1},"
                            + "{\"kind\":\"STEP_TIMEOUT_BEFORE\",\"millis\":0,\"count\":1}]");
            for (int i = 0; i < 5; i++) {
                SupplyOrder order = aGlobe();
                place(order);
                query(order);
                client.channel().cancel(order);
            }
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(before);
        }
        assertThat(lines.list).isNotEmpty();
        assertThat(lines.list.stream().map(ILoggingEvent::getFormattedMessage))
                .noneMatch(line -> line.contains(mobile) || line.contains("王小明") || line.contains("科技园"));
    }

    @Test
    void whenJdIsUnwell_theCircuitOpens_andOrdersAreRefusedForNow_withoutACall() {
        JdClient down = client("http://127.0.0.1:9");
        for (int i = 0; i < 12; i++) {
            assertThat(refusal(down.channel().place(aGlobe()))).endsWith("false");
        }
        assertThat(down.channel().query(aGlobe())).isEqualTo(new SupplyStatus.Unknown("GATE_CLOSED"));
        // The other client has a circuit of its own and does not notice.
        send("DELETE", "/faults", "");
        assertThat(place(aGlobe())).isInstanceOf(Placement.Accepted.class);
    }
}
