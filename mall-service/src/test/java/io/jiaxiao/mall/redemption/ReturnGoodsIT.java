package io.jiaxiao.mall.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.mall.redemption.fixture.ScriptedChannel;
import io.jiaxiao.mall.redemption.fixture.TestChannels;
import io.jiaxiao.mall.supply.AfterSales;
import io.jiaxiao.mall.supply.SupplyStatus.Parcel;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Goods that are sent back, and the points that follow them. */
class ReturnGoodsIT extends OrderTest {

    @Test
    void oneOfTwoItemsIsSentBack_thenTheOther_andThePointsFollow() {
        long person = aPersonWith(200);
        Goods cup = goods(100, 5);
        long order = accepted(http.post("/api/v1/redemptions", Tokens.parent(person), aKey(), wishOf(person, cup, 2)));
        placing.place(order);
        assertThat(sendBack(person, order, 1).code()).isEqualTo("NOT_RECEIVED");
        GOODS.ships(number(order), parcel("A", Parcel.State.DELIVERED));
        GOODS.is(number(order), ScriptedChannel.State.DONE);
        turn(order);
        assertThat(sendBack(person, order, 3).code()).isEqualTo("RETURN_TOO_MANY");
        assertThat(sendBack(person, order, 1).status()).isEqualTo(201);
        assertThat(sendBack(person, order, 1).code()).isEqualTo("RETURN_OPEN");
        decide(order, true);
        assertThat(available(person)).as("the goods are not back yet").isZero();
        goodsBack(order);
        assertThat(available(person)).isEqualTo(100);
        assertThat(state(order)).isEqualTo("FULFILLED");
        assertThat(sendBack(person, order, 2).code()).isEqualTo("RETURN_TOO_MANY");
        assertThat(sendBack(person, order, 1).status()).isEqualTo(201);
        decide(order, false);
        assertThat(sendBack(person, order, 1).status())
                .as("turned down, so asked again")
                .isEqualTo(201);
        decide(order, true);
        goodsBack(order);
        assertThat(state(order)).isEqualTo("RETURNED");
        assertThat(available(person)).isEqualTo(200);
        assertThat(events("RedemptionRefunded", order)).isEqualTo(2);
        booksAgree(List.of(person));
    }

    @Test
    void aChannelThatTakesGoodsBackItself_isAskedUntilItHasThem() {
        long person = aPersonWith(100);
        Goods lamp = offer(TestChannels.BILLS, "GOODS", "台灯", 100, 5, 0);
        long order = placed(person, lamp);
        BILLS.is(number(order), ScriptedChannel.State.DONE);
        turn(order);
        sendBack(person, order, 1);
        decide(order, true);
        long one = openReturn(order);
        TestChannels.AFTER_SALES.answers(new AfterSales.Answer.Unknown("TIMEOUT"));
        asksAgain(one, 1);
        TestChannels.AFTER_SALES.answers(new AfterSales.Answer.UnderWay("S" + one));
        asksAgain(one, 2);
        assertThat(available(person)).isZero();
        TestChannels.AFTER_SALES.answers(new AfterSales.Answer.Accepted("S" + one));
        asksAgain(one, 3);
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            sweep.giveBack(one);
            return state(order).equals("RETURNED");
        });
        assertThat(available(person)).isEqualTo(100);
        assertThat(jdbc.queryForObject("SELECT channel_number FROM redemption_return WHERE id = ?", String.class, one))
                .isEqualTo("S" + one);
        booksAgree(List.of(person));
    }

    @Test
    void aCaseThatPaidForOneReturn_paysForNoOther() {
        long person = aPersonWith(300);
        Goods lamp = offer(TestChannels.BILLS, "GOODS", "台灯", 100, 5, 0);
        long order = accepted(http.post("/api/v1/redemptions", Tokens.parent(person), aKey(), wishOf(person, lamp, 3)));
        placing.place(order);
        BILLS.is(number(order), ScriptedChannel.State.DONE);
        turn(order);
        sendBack(person, order, 1);
        decide(order, true);
        long first = openReturn(order);
        TestChannels.AFTER_SALES.answers(new AfterSales.Answer.Accepted("S" + first));
        asksAgain(first, 1);
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            sweep.giveBack(first);
            return available(person) == 100;
        });
        sendBack(person, order, 2);
        decide(order, true);
        long second = openReturn(order);
        asksAgain(second, 1);
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            sweep.giveBack(second);
            return "CHANNEL_CONTRADICTION".equals(attention(order));
        });
        assertThat(TestChannels.AFTER_SALES.others(Long.toString(second))).containsExactly("S" + first);
        assertThat(available(person)).as("nothing came back for it").isEqualTo(100);
        assertThat(events("MallAlarm", order)).isEqualTo(1);
        goodsBack(order);
        assertThat(available(person)).as("an operator has seen the goods").isEqualTo(300);
        booksAgree(List.of(person));
    }

    private void asksAgain(long one, int times) {
        sweep.giveBack(one);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> TestChannels.AFTER_SALES.asked().stream()
                                .filter(Long.toString(one)::equals)
                                .count()
                        == times);
    }

    @Test
    void cardsAreNotSentBack_norGoodsLate() {
        long person = aPersonWith(200);
        long card = placed(person, card(100, 5));
        CARDS.issues(number(card), aCard(card));
        turn(card);
        assertThat(sendBack(person, card, 1).code()).isEqualTo("NOT_RETURNABLE");
        long cup = placed(person, goods(100, 5));
        GOODS.is(number(cup), ScriptedChannel.State.DONE);
        turn(cup);
        jdbc.update("UPDATE redemption SET fulfilled_at = fulfilled_at - INTERVAL 8 DAY WHERE id = ?", cup);
        assertThat(sendBack(person, cup, 1).code()).isEqualTo("RETURN_TOO_LATE");
    }

    private Http.Answer sendBack(long person, long order, int quantity) {
        return http.post(
                "/api/v1/redemptions/" + order + "/returns",
                Tokens.parent(person),
                Map.of("quantity", quantity, "reason", "尺寸不合适"));
    }

    private long openReturn(long order) {
        return jdbc.queryForObject("SELECT id FROM redemption_return WHERE open_redemption = ?", Long.class, order);
    }

    private void decide(long order, boolean approve) {
        Http.Answer answer = operate(
                order, "returns/" + openReturn(order) + "/decisions", Map.of("approve", approve, "reason", "符合退货规则"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private void goodsBack(long order) {
        Http.Answer answer = operate(order, "returns/" + openReturn(order) + "/completions", REASON);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
}
