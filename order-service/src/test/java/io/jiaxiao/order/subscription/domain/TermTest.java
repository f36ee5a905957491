package io.jiaxiao.order.subscription.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.domain.PlanLength;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermTest {

    @ParameterizedTest
    @CsvSource({
        "2027-01-15, 1,  2027-02-15",
        "2027-01-31, 1,  2027-02-28",
        "2028-01-31, 1,  2028-02-29",
        "2027-03-31, 1,  2027-04-30",
        "2028-02-29, 1,  2028-03-29",
        "2028-02-29, 12, 2029-02-28",
        "2028-02-29, 48, 2032-02-29",
        "2027-02-28, 12, 2028-02-28",
        "2026-12-31, 2,  2027-02-28"
    })
    void theLastDayIsTheSameDayOfTheLastMonth_orItsEnd(LocalDate paid, int months, LocalDate through) {
        assertThat(months(1, months, null, paid).through()).isEqualTo(through);
    }

    @Test
    void termsAfterTheThirtyFirstComeBackToTheThirtyFirst() {
        LocalDate paid = LocalDate.parse("2027-01-31");
        Term first = months(1, 1, null, paid);
        Term second = months(2, 1, first, paid.plusDays(5));
        Term third = months(3, 1, second, paid.plusDays(6));
        assertThat(second.after()).isEqualTo(first.through());
        assertThat(second.through()).isEqualTo(LocalDate.parse("2027-03-31"));
        assertThat(third.through()).isEqualTo(LocalDate.parse("2027-04-30"));
    }

    @Test
    void aSchoolTermEndsOnItsLastDay_andAddsNothingOnceItIsOverOrPaid() {
        var term = new PlanLength.UntilTermEnd(LocalDate.parse("2027-01-31"));
        var bought = new Term.Bought(1, "T", Money.ofFen(4500), term);
        Term half = Term.next(bought, null, LocalDate.parse("2026-11-26")).orElseThrow();
        assertThat(half.through()).isEqualTo(LocalDate.parse("2027-01-31"));
        assertThat(half.days()).isEqualTo(66);
        assertThat(Term.next(bought, null, LocalDate.parse("2027-01-30"))).isPresent();
        assertThat(Term.next(bought, null, LocalDate.parse("2027-01-31"))).isEmpty();
        assertThat(Term.next(bought, half, LocalDate.parse("2026-12-01"))).isEmpty();
    }

    @Test
    void aMonthBehindASchoolTermIsCountedFromTheTermsEnd() {
        var bought =
                new Term.Bought(1, "T", Money.ofFen(4500), new PlanLength.UntilTermEnd(LocalDate.parse("2027-01-31")));
        Term term = Term.next(bought, null, LocalDate.parse("2026-11-26")).orElseThrow();
        assertThat(months(2, 1, term, LocalDate.parse("2026-12-01")).through())
                .isEqualTo(LocalDate.parse("2027-02-28"));
    }

    @Test
    void aPauseMovesTheEnd_andLaterTermsWhole_andCountsNoDayTwice() {
        LocalDate paid = LocalDate.parse("2027-03-10");
        Term first = months(1, 1, null, paid);
        Term second = months(2, 1, first, paid);
        LocalDate pausedOn = LocalDate.parse("2027-03-20");
        int lost = Pause.lostDays(pausedOn, LocalDate.parse("2027-03-31"));
        assertThat(lost).isEqualTo(10);
        Term moved = first.afterPause(pausedOn, lost);
        Term later = second.afterPause(pausedOn, lost);
        assertThat(moved.through()).isEqualTo(LocalDate.parse("2027-04-20"));
        assertThat(moved.days()).isEqualTo(first.days());
        assertThat(moved.unusedAfter(LocalDate.parse("2027-03-31"))).isEqualTo(first.unusedAfter(pausedOn) - 1);
        assertThat(later.after()).isEqualTo(moved.through());
        assertThat(later.days()).isEqualTo(second.days());
    }

    @Test
    void resumingOnTheDayAfterLosesNoDay() {
        LocalDate day = LocalDate.parse("2027-03-20");
        assertThat(Pause.lostDays(day, day)).isZero();
        assertThat(Pause.lostDays(day, day.plusDays(1))).isZero();
        assertThat(Pause.lostDays(day, day.plusDays(2))).isEqualTo(1);
    }

    private static Term months(long purchase, int months, @Nullable Term last, LocalDate today) {
        var bought = new Term.Bought(purchase, "M", Money.ofFen(1500), new PlanLength.Months(months));
        return Term.next(bought, last, today).orElseThrow();
    }
}
