package io.jiaxiao.order.subscription.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.domain.PlanLength;
import io.jiaxiao.order.subscription.domain.RenewalAnswer.Goes;
import io.jiaxiao.order.subscription.domain.RenewalAnswer.Stays;
import io.jiaxiao.order.subscription.domain.RenewalAnswer.Why;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class RenewalAnswerTest {

    private static final LocalDate TODAY = LocalDate.of(2027, 1, 20);
    private static final LocalDate THROUGH = LocalDate.of(2027, 1, 31);
    private static final PlanLength MONTH = new PlanLength.Months(1);

    @Test
    void whatEndsByTheDayIsRenewed_theDayItselfIncluded() {
        RenewalAnswer answer = answer(MONTH, SubscriptionState.ACTIVE, THROUGH);
        assertThat(answer).isInstanceOfSatisfying(Goes.class, goes -> {
            assertThat(goes.term().after()).isEqualTo(THROUGH);
            assertThat(goes.term().through()).isEqualTo("2027-02-28");
        });
        assertThat(answer(MONTH, SubscriptionState.PAUSED, THROUGH)).isInstanceOf(Goes.class);
    }

    @Test
    void whatIsPaidADayLongerStaysAsItIs_soTheSameRenewalAgainAddsNothing() {
        assertThat(answer(MONTH, SubscriptionState.ACTIVE, THROUGH.minusDays(1)))
                .isEqualTo(new Stays(Why.PAID_LONGER));
    }

    @Test
    void aRenewalThatWouldNotReachBeyondTheDayIsNone_elseTheNextOneWouldAddToIt() {
        assertThat(answer(MONTH, SubscriptionState.ACTIVE, LocalDate.of(2027, 2, 28)))
                .isEqualTo(new Stays(Why.TOO_SHORT));
        assertThat(answer(MONTH, SubscriptionState.ACTIVE, LocalDate.of(2027, 2, 27)))
                .isInstanceOf(Goes.class);
    }

    @Test
    void whatItsOwnerWantsToEndIsLeftToItsOwner() {
        assertThat(answer(MONTH, SubscriptionState.ENDING, THROUGH)).isEqualTo(new Stays(Why.ENDING));
    }

    @Test
    void aSchoolTermThatIsPaidForAddsNothing() {
        assertThat(answer(new PlanLength.UntilTermEnd(THROUGH), SubscriptionState.ACTIVE, THROUGH))
                .isEqualTo(new Stays(Why.NOTHING_TO_ADD));
    }

    @Test
    void whoseLastDayIsOverHasNoneThatRuns_thoughNoJobHasNoticed() {
        RenewalAnswer answer = RenewalAnswer.of(
                bought(MONTH), running(SubscriptionState.ACTIVE), last(), THROUGH, THROUGH.plusDays(1));
        assertThat(answer).isEqualTo(new Stays(Why.NOT_SUBSCRIBED));
        assertThat(RenewalAnswer.of(bought(MONTH), null, null, THROUGH, TODAY))
                .isEqualTo(new Stays(Why.NOT_SUBSCRIBED));
    }

    @Test
    void whatTheCarrierBillsGoesOnByItself_aTermBesideItWouldBePaidTwice() {
        assertThat(RenewalAnswer.of(
                        bought(MONTH), running(SubscriptionState.ACTIVE, true), last(), THROUGH, THROUGH.plusDays(1)))
                .isEqualTo(new Stays(Why.ON_BILL));
    }

    private static RenewalAnswer answer(PlanLength length, SubscriptionState state, LocalDate endingBy) {
        return RenewalAnswer.of(bought(length), running(state), last(), endingBy, TODAY);
    }

    private static Term.Bought bought(PlanLength length) {
        return new Term.Bought(2, "PLAN", Money.ofFen(1500), length);
    }

    private static Subscription running(SubscriptionState state) {
        return running(state, false);
    }

    private static Subscription running(SubscriptionState state, boolean byCarrier) {
        return new Subscription(
                1, "9", "AIXUE_MOBILE", 5, "7", state, Instant.EPOCH, THROUGH, null, null, Instant.EPOCH, 3, byCarrier);
    }

    private static Term last() {
        LocalDate bought = LocalDate.of(2026, 12, 31);
        return new Term(1, "PLAN", Money.ofFen(1500), bought, bought, THROUGH, 0, bought, 1);
    }
}
