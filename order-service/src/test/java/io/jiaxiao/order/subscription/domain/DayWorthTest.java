package io.jiaxiao.order.subscription.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.domain.PlanLength;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DayWorthTest {

    private static final LocalDate PAID = LocalDate.parse("2027-03-10");
    /** 31 days, 11 March to 10 April, for 15.00 yuan. */
    private static final Term TERM = Term.next(
                    new Term.Bought(1, "M", Money.ofFen(1500), new PlanLength.Months(1)), null, PAID)
            .orElseThrow();

    @Test
    void untilTheLastDayOfCoolingOffAllOfItComesBack_andByDayFromThenOn() {
        assertThat(on(0)).isEqualTo(1500);
        assertThat(on(2)).isEqualTo(1500);
        assertThat(on(3)).isEqualTo(1500);
        // Four of 31 days are used: 193.54 fen, of which 193 are gone.
        assertThat(on(4)).isEqualTo(1307);
    }

    @Test
    void onTheLastDayNothingIsLeft_andOnTheDayBeforeOneDayIs() {
        assertThat(on(31)).isZero();
        assertThat(on(40)).isZero();
        assertThat(on(30)).isEqualTo(1500 - 1451);
    }

    @Test
    void eachDayIsWorthNoMoreThanTheOneBefore_andNeverLessThanNothing() {
        long before = 1500;
        for (int day = 0; day < 60; day++) {
            long now = on(day);
            assertThat(now).isBetween(0L, before);
            before = now;
        }
    }

    @Test
    void whatIsPaidAheadIsUnusedWhole() {
        Term next = Term.next(
                        new Term.Bought(2, "M", Money.ofFen(1500), new PlanLength.Months(1)), TERM, PAID.plusDays(1))
                .orElseThrow();
        DayWorth worth = DayWorth.of(next, PAID.plusDays(20), null, 3);
        assertThat(worth.coolingOff()).isFalse();
        assertThat(worth.worth()).isEqualTo(Money.ofFen(1500));
    }

    @Test
    void noDayIsUsedWhilePaused() {
        LocalDate pausedOn = PAID.plusDays(10);
        assertThat(DayWorth.of(TERM, PAID.plusDays(25), pausedOn, 3).worth())
                .isEqualTo(DayWorth.of(TERM, pausedOn, null, 3).worth());
    }

    private static long on(int day) {
        return DayWorth.of(TERM, PAID.plusDays(day), null, 3).worth().fen();
    }
}
