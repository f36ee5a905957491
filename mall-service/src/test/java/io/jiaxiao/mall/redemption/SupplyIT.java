package io.jiaxiao.mall.redemption;

import static io.jiaxiao.mall.redemption.fixture.ScriptedChannel.Fate.HANGS;
import static io.jiaxiao.mall.redemption.fixture.ScriptedChannel.Fate.REFUSED;
import static io.jiaxiao.mall.redemption.fixture.ScriptedChannel.Fate.REFUSED_FOR_NOW;
import static io.jiaxiao.mall.redemption.fixture.ScriptedChannel.Fate.SOLD_OUT;
import static io.jiaxiao.mall.redemption.fixture.ScriptedChannel.Fate.SOLD_OUT_FOR_NOW;
import static io.jiaxiao.testkit.together.Together.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.mall.redemption.fixture.ScriptedChannel;
import io.jiaxiao.mall.redemption.fixture.TestChannels;
import io.jiaxiao.mall.supply.SupplyStatus.Parcel;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a channel answers, and how its goods go on. */
class SupplyIT extends OrderTest {

    @Autowired
    private Channels channels;

    @Test
    void anAcceptedOrder_isFollowedToItsEnd_andThePointsAreSpent() {
        long person = aPersonWith(100);
        long order = placed(person, recharge(100, 5));
        turn(order);
        assertThat(state(order)).isEqualTo("PLACED");
        BILLS.is(number(order), ScriptedChannel.State.DONE);
        turn(order);
        assertThat(state(order)).isEqualTo("FULFILLED");
        assertThat(holdState(order)).isEqualTo("POSTED");
        assertThat(held(person)).isZero();
        assertThat(available(person)).isZero();
        assertThat(events("RedemptionFulfilled", order)).isEqualTo(1);
        assertThat(steps(order)).containsExactly("ACCEPTED", "ORDERING", "PLACED", "SUPPLIED", "FULFILLED");
        booksAgree(List.of(person));
    }

    @Test
    void aRefusal_givesPointsAndStockBack() {
        long person = aPersonWith(100);
        Goods bill = recharge(100, 5);
        BILLS.plan(bill.channelSku(), REFUSED);
        long order = ordered(person, bill);
        placing.place(order);
        assertThat(state(order)).isEqualTo("REFUNDED");
        assertThat(available(person)).isEqualTo(100);
        assertThat(left(bill)).isEqualTo(5);
        assertThat(events("RedemptionRefunded", order)).isEqualTo(1);
        assertThat(BILLS.callsFor(number(order))).isEqualTo(1);
        booksAgree(List.of(person));
    }

    @Test
    void soldOutAtThePartner_givesThePointsBackAtOnce_andSaysWhy() {
        long person = aPersonWith(100);
        Goods bill = recharge(100, 5);
        BILLS.plan(bill.channelSku(), SOLD_OUT);
        long order = ordered(person, bill);
        placing.place(order);
        assertThat(state(order)).isEqualTo("REFUNDED");
        assertThat(available(person)).isEqualTo(100);
        assertThat(BILLS.callsFor(number(order))).isEqualTo(1);
        saysThatItIsSoldOut(person, order);
        booksAgree(List.of(person));
    }

    @Test
    void soldOutForNow_isTriedThreeTimes_thenThePointsComeBack_withoutAnybodysHelp() {
        long person = aPersonWith(100);
        Goods bill = recharge(100, 5);
        BILLS.plan(bill.channelSku(), SOLD_OUT_FOR_NOW, SOLD_OUT_FOR_NOW, SOLD_OUT_FOR_NOW);
        long order = ordered(person, bill);
        placing.place(order);
        assertThat(state(order)).isEqualTo("ACCEPTED");
        turn(order);
        assertThat(state(order)).isEqualTo("ACCEPTED");
        turn(order);
        assertThat(state(order)).isEqualTo("REFUNDED");
        assertThat(attention(order)).isNull();
        assertThat(available(person)).isEqualTo(100);
        assertThat(left(bill)).isEqualTo(5);
        assertThat(BILLS.callsFor(number(order))).isEqualTo(3);
        saysThatItIsSoldOut(person, order);
        booksAgree(List.of(person));
    }

    private void saysThatItIsSoldOut(long person, long order) {
        var story =
                http.get("/api/v1/redemptions/" + order, Tokens.parent(person)).json();
        assertThat(story.path("order").path("status").asString()).isEqualTo("商品已售罄或下架，积分已退还");
        assertThat(story.path("timeline")
                        .valueStream()
                        .toList()
                        .getLast()
                        .path("status")
                        .asString())
                .isEqualTo("商品已售罄或下架，积分已退还");
    }

    @Test
    void refusedForNow_isTriedAgainUnderTheSameNumber_thenAPersonDecides() {
        long person = aPersonWith(100);
        Goods bill = recharge(100, 5);
        BILLS.plan(bill.channelSku(), REFUSED_FOR_NOW, REFUSED_FOR_NOW, REFUSED_FOR_NOW);
        long order = ordered(person, bill);
        placing.place(order);
        assertThat(state(order)).isEqualTo("ACCEPTED");
        assertThat(placing.place(order)).as("before its pause is over").isFalse();
        turn(order);
        turn(order);
        assertThat(state(order)).isEqualTo("REFUSED");
        assertThat(attention(order)).isEqualTo("ORDER_REFUSED");
        assertThat(events("MallAlarm", order)).isEqualTo(1);
        assertThat(held(person)).isEqualTo(100);
        assertThat(BILLS.callsFor(number(order))).isEqualTo(3);
        booksAgree(List.of(person));
    }

    @Test
    void twentyWorkersOfOneOrder_exactlyOneCalls() throws Exception {
        for (int round = 0; round < 3; round++) {
            long order = ordered(aPersonWith(100), recharge(100, 5));
            List<Boolean> placed = atOnce(20, i -> placing.place(order));
            assertThat(placed.stream().filter(won -> won)).hasSize(1);
            assertThat(BILLS.callsFor(number(order))).isEqualTo(1);
        }
    }

    @Test
    void aChannelThatHangs_fillsItsOwnLaneOnly() {
        long person = aPersonWith(10_000);
        Goods stuck = goods(100, 50);
        GOODS.plan(stuck.channelSku(), HANGS, HANGS, HANGS, HANGS);
        for (int i = 0; i < 6; i++) {
            due(ordered(person, stuck));
        }
        long bill = ordered(person, recharge(100, 5));
        due(bill);
        try {
            await().atMost(Duration.ofSeconds(10)).until(() -> {
                sweep.run();
                return channels.free(TestChannels.GOODS) == 0 && state(bill).equals("PLACED");
            });
        } finally {
            GOODS.answerHanging();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> channels.free(TestChannels.GOODS) == 4);
    }

    @Test
    void splitParcels_shipAndArrive_andThePersonMayConfirmBefore() {
        long person = aPersonWith(200);
        Goods cup = goods(100, 5);
        long order = placed(person, cup);
        GOODS.ships(number(order), parcel("A", Parcel.State.SHIPPED), parcel("B", Parcel.State.PREPARING));
        turn(order);
        assertThat(state(order)).isEqualTo("SHIPPED");
        var detail = http.get("/api/v1/redemptions/" + order, Tokens.parent(person));
        assertThat(detail.json().path("parcels").size()).isEqualTo(2);
        assertThat(detail.json().path("parcels").get(0).path("waybill").asString())
                .isEqualTo("JDA");
        var confirmed = http.post("/api/v1/redemptions/" + order + "/receipts", Tokens.parent(person), "{}");
        assertThat(confirmed.json().path("order").path("state").asString()).isEqualTo("FULFILLED");
        assertThat(held(person)).isZero();

        long second = placed(person, cup);
        GOODS.ships(number(second), parcel("C", Parcel.State.DELIVERED));
        GOODS.is(number(second), ScriptedChannel.State.DONE);
        turn(second);
        assertThat(state(second)).isEqualTo("FULFILLED");
    }

    @Test
    void goodsTheReceiverTurnedAway_givePointsBack() {
        long person = aPersonWith(100);
        long order = placed(person, goods(100, 5));
        GOODS.ships(number(order), parcel("A", Parcel.State.SHIPPED));
        turn(order);
        GOODS.ships(number(order), parcel("A", Parcel.State.REFUSED_BY_RECEIVER));
        turn(order);
        assertThat(state(order)).isEqualTo("REFUNDED");
        assertThat(available(person)).isEqualTo(100);
        booksAgree(List.of(person));
    }
}
