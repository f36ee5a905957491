package io.jiaxiao.mall.redemption;

import static io.jiaxiao.mall.redemption.fixture.ScriptedChannel.Fate.LOST_CALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.supply.StandingWords;
import io.jiaxiao.mall.supply.StandingWords.Word;
import io.jiaxiao.mall.supply.call.Constancy;
import io.jiaxiao.testkit.simulation.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What channels say of an order, counted by all instances together. */
class StandingWordsIT extends OrderTest {

    @Autowired
    private StandingWords words;

    private final MovableClock clock = MovableClock.at("2026-01-02T03:04:05.678Z");

    @Test
    void aDenial_isCountedAnew_onceTheOrderIsSentAgain() {
        Goods bill = recharge(100, 5);
        BILLS.plan(bill.channelSku(), LOST_CALL, LOST_CALL);
        long order = ordered(aPersonWith(100), bill);
        placing.place(order);
        assertThat(denied(order)).isFalse();
        clock.advanceMinutes(15);
        assertThat(denied(order)).isTrue();
        turn(order);
        turn(order);
        assertThat(BILLS.callsFor(number(order))).as("sent again").isEqualTo(2);
        assertThat(denied(order)).isFalse();
        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(denied(order)).isFalse();
        clock.advanceMillis(1);
        assertThat(denied(order)).isTrue();
    }

    @Test
    void aFailure_isCountedAnew_onceSomethingElseIsHeard_byWhicheverInstance() {
        long order = placed(aPersonWith(100), recharge(100, 5));
        assertThat(failed(order)).isFalse();
        clock.advance(Duration.ofSeconds(10));
        words.broken(number(order));
        clock.advance(Duration.ofSeconds(10));
        assertThat(failed(order)).isFalse();
        clock.advance(Duration.ofSeconds(10));
        assertThat(denied(order)).as("another word").isFalse();
        clock.advance(Duration.ofSeconds(10));
        assertThat(failed(order)).isFalse();
        clock.advance(Duration.ofSeconds(20));
        assertThat(failed(order)).isTrue();
    }

    @Test
    void aNumberThatIsNotOurs_neverStands() {
        Constancy absence = new Constancy(words, Word.ABSENT, clock, Duration.ofMinutes(15));
        assertThat(absence.stands("nobody's")).isFalse();
        clock.advanceMinutes(60);
        assertThat(absence.stands("nobody's")).isFalse();
    }

    /** As an instance counts that has just started. */
    private boolean denied(long order) {
        return new Constancy(words, Word.ABSENT, clock, Duration.ofMinutes(15)).stands(number(order));
    }

    private boolean failed(long order) {
        return new Constancy(words, Word.FAILED, clock, Duration.ofSeconds(20)).stands(number(order));
    }
}
