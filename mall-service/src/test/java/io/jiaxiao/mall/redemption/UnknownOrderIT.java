package io.jiaxiao.mall.redemption;

import static io.jiaxiao.mall.redemption.fixture.ScriptedChannel.Fate.LOST_ANSWER;
import static io.jiaxiao.mall.redemption.fixture.ScriptedChannel.Fate.LOST_CALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.fixture.ScriptedChannel;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import io.jiaxiao.mall.supply.SupplyStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Orders of which nobody knows whether the channel has them: asked for, never refunded on a guess. */
class UnknownOrderIT extends OrderTest {

    @Autowired
    private StatusBook book;

    @Autowired
    private RedemptionStore orders;

    @Test
    void aLostAnswer_keepsTheHoldUntilTheQuestionIsAnswered() {
        long person = aPersonWith(100);
        Goods bill = recharge(100, 5);
        BILLS.plan(bill.channelSku(), LOST_ANSWER);
        long order = ordered(person, bill);
        placing.place(order);
        assertThat(state(order)).isEqualTo("UNKNOWN");
        BILLS.silent(true);
        for (int i = 0; i < 5; i++) {
            turn(order);
        }
        assertThat(state(order)).isEqualTo("UNKNOWN");
        assertThat(held(person)).isEqualTo(100);
        assertThat(BILLS.callsFor(number(order))).isEqualTo(1);
        BILLS.silent(false);
        turn(order);
        assertThat(state(order)).isEqualTo("PLACED");
        assertThat(BILLS.callsFor(number(order))).isEqualTo(1);
        booksAgree(List.of(person));
    }

    @Test
    void aCallThatNeverArrived_isMadeAgainUnderTheSameNumber() {
        long person = aPersonWith(100);
        Goods bill = recharge(100, 5);
        BILLS.plan(bill.channelSku(), LOST_CALL);
        long order = ordered(person, bill);
        placing.place(order);
        assertThat(state(order)).isEqualTo("UNKNOWN");
        turn(order);
        assertThat(state(order)).isEqualTo("ACCEPTED");
        turn(order);
        assertThat(state(order)).isEqualTo("PLACED");
        assertThat(BILLS.callsFor(number(order))).isEqualTo(2);
        assertThat(jdbc.queryForList("SELECT number FROM supply_order WHERE redemption_id = ?", String.class, order))
                .containsExactly(number(order));
    }

    @Test
    void aDenialThatIsOlderThanTheLastCall_isNotBelieved() {
        long person = aPersonWith(100);
        Goods bill = recharge(100, 5);
        BILLS.plan(bill.channelSku(), LOST_CALL, LOST_ANSWER);
        long order = ordered(person, bill);
        placing.place(order);
        Redemption asked = orders.find(order).orElseThrow();
        turn(order);
        turn(order);
        assertThat(state(order)).as("another instance sent it again").isEqualTo("UNKNOWN");
        book.learned(asked, new SupplyStatus.NotFound());
        assertThat(state(order)).isEqualTo("UNKNOWN");
        turn(order);
        assertThat(state(order)).isEqualTo("PLACED");
        assertThat(BILLS.callsFor(number(order))).isEqualTo(2);
    }

    @Test
    void anUnknownOrderPastItsDeadline_goesToPeople_butIsNeverRefundedNorSentElsewhere() {
        long person = aPersonWith(100);
        Goods bill = recharge(100, 5);
        BILLS.plan(bill.channelSku(), LOST_ANSWER);
        long order = ordered(person, bill);
        placing.place(order);
        BILLS.silent(true);
        jdbc.update("UPDATE redemption SET state_at = state_at - INTERVAL 3 HOUR WHERE id = ?", order);
        turn(order);
        turn(order);
        assertThat(attention(order)).isEqualTo("ORDER_OVERDUE");
        assertThat(events("MallAlarm", order)).as("one alarm").isEqualTo(1);
        assertThat(operate(order, "refunds", REASON).code()).isEqualTo("NOT_POSSIBLE_NOW");
        assertThat(operate(order, "sends", REASON).code()).isEqualTo("NOT_POSSIBLE_NOW");
        assertThat(state(order)).isEqualTo("UNKNOWN");
        assertThat(held(person)).isEqualTo(100);
        BILLS.silent(false);
        BILLS.is(number(order), ScriptedChannel.State.DONE);
        assertThat(operate(order, "queries", REASON).status()).isEqualTo(200);
        assertThat(state(order)).isEqualTo("FULFILLED");
        assertThat(attention(order)).isNull();
    }

    @Test
    void aWorkerThatDiedOverTheCall_leavesAnOrderWhoseChannelIsAsked() {
        long person = aPersonWith(100);
        long order = ordered(person, recharge(100, 5));
        jdbc.update(
                "UPDATE redemption SET state = 'ORDERING', tries = 1, due_at = NOW(3) + INTERVAL 60 SECOND WHERE id = ?",
                order);
        sweep.act(order);
        assertThat(state(order)).as("its lease is not over").isEqualTo("ORDERING");
        turn(order);
        assertThat(state(order)).as("asked and not found").isEqualTo("ACCEPTED");
        turn(order);
        assertThat(state(order)).isEqualTo("PLACED");
        booksAgree(List.of(person));
    }

    @Test
    void anOrderTheChannelForgot_isNotRefundedOnThatWord() {
        long person = aPersonWith(100);
        long order = ordered(person, recharge(100, 5));
        placing.place(order);
        jdbc.update("UPDATE redemption SET channel = 't-cards' WHERE id = ?", order);
        turn(order);
        turn(order);
        assertThat(state(order)).isEqualTo("PLACED");
        assertThat(attention(order)).isEqualTo("CHANNEL_CONTRADICTION");
        assertThat(held(person)).isEqualTo(100);
    }
}
