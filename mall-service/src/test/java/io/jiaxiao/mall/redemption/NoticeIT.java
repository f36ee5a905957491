package io.jiaxiao.mall.redemption;

import static io.jiaxiao.mall.redemption.fixture.ScriptedChannel.Fate.LOST_ANSWER;
import static io.jiaxiao.testkit.together.Together.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.mall.redemption.fixture.ScriptedChannel;
import io.jiaxiao.mall.supply.CardSecret;
import io.jiaxiao.mall.supply.SupplyNotice;
import io.jiaxiao.mall.supply.SupplyNotice.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What partners tell by themselves: twice, late, out of order, and not true. */
class NoticeIT extends OrderTest {

    @Test
    void aTrueNotice_endsTheOrderAtOnce() {
        long person = aPersonWith(100);
        long order = placed(person, recharge(100, 5));
        BILLS.is(number(order), ScriptedChannel.State.DONE);
        tell(BILLS, number(order), Kind.FULFILLED);
        awaitState(order, "FULFILLED");
        booksAgree(List.of(person));
    }

    @Test
    void aForgedClaim_changesNothing() {
        long person = aPersonWith(100);
        long order = placed(person, recharge(100, 5));
        for (Kind kind : Kind.values()) {
            tell(BILLS, number(order), kind);
            turn(order);
        }
        assertThat(state(order)).isEqualTo("PLACED");
        assertThat(held(person)).isEqualTo(100);
        booksAgree(List.of(person));
    }

    @Test
    void aNoticeOfAnotherChannelOrForANumberNobodyHas_isIgnored() {
        long person = aPersonWith(100);
        long order = placed(person, recharge(100, 5));
        BILLS.is(number(order), ScriptedChannel.State.DONE);
        notices.take(new SupplyNotice("t-goods", number(order), "", Kind.FULFILLED, ""));
        notices.take(new SupplyNotice("t-bills", "4711", "", Kind.FULFILLED, ""));
        notices.take(new SupplyNotice("t-bills", "", "", Kind.FULFILLED, ""));
        assertThat(steps(order)).doesNotContain("TOLD_FULFILLED");
        notices.take(new SupplyNotice("t-bills", "", "P" + order, Kind.FULFILLED, ""));
        awaitState(order, "FULFILLED");
    }

    @Test
    void theSameNoticeTwentyTimesAtOnce_hasOneEffect() throws Exception {
        long person = aPersonWith(100);
        long order = placed(person, card(100, 5));
        CARDS.issues(number(order), aCard(order));
        atOnce(20, i -> {
            tell(CARDS, number(order), Kind.FULFILLED);
            return i;
        });
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            turn(order);
            return state(order).equals("FULFILLED");
        });
        turn(order);
        assertThat(steps(order).stream().filter("TOLD_FULFILLED"::equals)).hasSize(1);
        assertThat(steps(order).stream().filter("FULFILLED"::equals)).hasSize(1);
        assertThat(events("RedemptionFulfilled", order)).isEqualTo(1);
        assertThat(jdbc.queryForObject(
                        "SELECT times FROM supply_notice WHERE number = ?", Integer.class, number(order)))
                .isEqualTo(20);
        assertThat(cardsOf(order)).isEqualTo(1);
        booksAgree(List.of(person));
    }

    @Test
    void noticesOutOfOrder_endWhereTheChannelSays() {
        long person = aPersonWith(100);
        long order = placed(person, recharge(100, 5));
        BILLS.is(number(order), ScriptedChannel.State.FAILED);
        tell(BILLS, number(order), Kind.FULFILLED);
        tell(BILLS, number(order), Kind.FAILED);
        awaitState(order, "REFUNDED");
        tell(BILLS, number(order), Kind.CHANGED);
        tell(BILLS, number(order), Kind.FAILED);
        turn(order);
        assertThat(state(order)).isEqualTo("REFUNDED");
        assertThat(available(person)).isEqualTo(100);
        booksAgree(List.of(person));
    }

    @Test
    void aNoticeDuringTheCall_isNotLostWhenTheAnswerIs() {
        long person = aPersonWith(100);
        Goods bill = recharge(100, 5);
        BILLS.plan(bill.channelSku(), LOST_ANSWER);
        long order = ordered(person, bill);
        placing.place(order);
        BILLS.is(number(order), ScriptedChannel.State.DONE);
        tell(BILLS, number(order), Kind.FULFILLED);
        awaitState(order, "FULFILLED");
        assertThat(BILLS.callsFor(number(order))).isEqualTo(1);
    }

    @Test
    void aSmallReversal_givesThePointsBackOnce_howeverOftenItIsTold() {
        long person = aPersonWith(100);
        long order = fulfilledRecharge(person, 100);
        BILLS.is(number(order), ScriptedChannel.State.REVERSED);
        for (int i = 0; i < 3; i++) {
            tell(BILLS, number(order), Kind.REVERSED);
            turn(order);
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            turn(order);
            return state(order).equals("REVERSED");
        });
        tell(BILLS, number(order), Kind.REVERSED);
        turn(order);
        assertThat(available(person)).isEqualTo(100);
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM redemption_return WHERE redemption_id = ?", Long.class, order))
                .isEqualTo(1);
        assertThat(events("RedemptionRefunded", order)).isEqualTo(1);
        booksAgree(List.of(person));
    }

    @Test
    void aLargeReversal_waitsForAnOperator() {
        long person = aPersonWith(800);
        long order = fulfilledRecharge(person, 800);
        BILLS.is(number(order), ScriptedChannel.State.REVERSED);
        tell(BILLS, number(order), Kind.REVERSED);
        await().atMost(Duration.ofSeconds(10)).until(() -> "REVERSAL_LARGE".equals(attention(order)));
        turn(order);
        assertThat(available(person)).isZero();
        Long reversal =
                jdbc.queryForObject("SELECT id FROM redemption_return WHERE redemption_id = ?", Long.class, order);
        var decided = operate(
                order, "returns/" + reversal + "/decisions", java.util.Map.of("approve", true, "reason", "渠道账单已核对"));
        assertThat(decided.status()).as(decided.body()).isEqualTo(200);
        assertThat(state(order)).isEqualTo("REVERSED");
        assertThat(available(person)).isEqualTo(800);
        booksAgree(List.of(person));
    }

    @Test
    void aFalseReversal_takesNothingBack() {
        long person = aPersonWith(100);
        long order = fulfilledRecharge(person, 100);
        tell(BILLS, number(order), Kind.REVERSED);
        await().atMost(Duration.ofSeconds(10)).until(() -> isQuiet(order));
        assertThat(state(order)).isEqualTo("FULFILLED");
        assertThat(available(person)).isZero();
    }

    @Test
    void aSuccessAfterTheRefund_alarmsAndTakesNothing() {
        long person = aPersonWith(100);
        long order = placed(person, recharge(100, 5));
        BILLS.is(number(order), ScriptedChannel.State.FAILED);
        turn(order);
        BILLS.is(number(order), ScriptedChannel.State.DONE);
        tell(BILLS, number(order), Kind.FULFILLED);
        await().atMost(Duration.ofSeconds(10)).until(() -> "CHANNEL_CONTRADICTION".equals(attention(order)));
        assertThat(state(order)).isEqualTo("REFUNDED");
        assertThat(available(person)).isEqualTo(100);
    }

    @Test
    void oneCardForTwoOrders_isGivenToNobodyTwice() {
        long person = aPersonWith(200);
        Goods goods = card(100, 5);
        long first = placed(person, goods);
        long second = placed(person, goods);
        var same = new CardSecret("7700" + first, "secret", null);
        CARDS.issues(number(first), same);
        CARDS.issues(number(second), same);
        turn(first);
        turn(second);
        turn(second);
        assertThat(state(first)).isEqualTo("FULFILLED");
        assertThat(state(second)).isEqualTo("PLACED");
        assertThat(attention(second)).isEqualTo("CARD_CONFLICT");
        assertThat(events("MallAlarm", second)).isEqualTo(1);
        assertThat(cardsOf(second)).isZero();
        CARDS.issues(number(second), aCard(second), aCard(first));
        turn(second);
        assertThat(state(second)).as("two cards for one order").isEqualTo("PLACED");
        CARDS.issues(number(second), aCard(second));
        turn(second);
        assertThat(state(second)).isEqualTo("FULFILLED");
    }

    private long fulfilledRecharge(long person, long price) {
        long order = placed(person, recharge(price, 5));
        BILLS.is(number(order), ScriptedChannel.State.DONE);
        turn(order);
        assertThat(state(order)).isEqualTo("FULFILLED");
        return order;
    }

    private int cardsOf(long order) {
        return jdbc.queryForObject(
                "SELECT COUNT(*) FROM redemption_card WHERE redemption_id = ?", Integer.class, order);
    }

    private boolean isQuiet(long order) {
        return jdbc.queryForObject(
                        "SELECT COUNT(*) FROM redemption WHERE id = ? AND due_at IS NULL", Integer.class, order)
                == 1;
    }

    private void awaitState(long order, String state) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(state(order)).isEqualTo(state));
    }
}
