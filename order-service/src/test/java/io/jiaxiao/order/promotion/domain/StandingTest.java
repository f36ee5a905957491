package io.jiaxiao.order.promotion.domain;

import static io.jiaxiao.order.promotion.domain.Instalment.Fate.COMING;
import static io.jiaxiao.order.promotion.domain.Instalment.Fate.DUE;
import static io.jiaxiao.order.promotion.domain.Instalment.Fate.FORFEITED_CANCELLED;
import static io.jiaxiao.order.promotion.domain.Instalment.Fate.FORFEITED_PAUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.promotion.domain.Policy.AfterCancel;
import io.jiaxiao.order.promotion.domain.Policy.Payout;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent.Kind;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final Policy POLICY = policy(3, Payout.INSTALMENTS, AfterCancel.DEDUCT);
    private static final Money PAID = Money.ofFen(6000);
    private static final LocalDate DAY0 = LocalDate.parse("2026-11-30");

    private final List<SubscriptionEvent> events = new ArrayList<>();

    @Test
    void threeMonthsFeeComesBackInThreeParts_eachTheDayAfterAMonthIsOver() {
        activated(DAY0);
        assertThat(on(DAY0))
                .containsExactly(
                        new Instalment(1, LocalDate.parse("2026-12-31"), Money.ofFen(2000), COMING),
                        new Instalment(2, LocalDate.parse("2027-01-31"), Money.ofFen(2000), COMING),
                        new Instalment(3, LocalDate.parse("2027-03-01"), Money.ofFen(2000), COMING));
    }

    @Test
    void theLeapDayIsAMonthEndLikeAnyOther() {
        activated(LocalDate.parse("2028-01-31"));
        assertThat(on(LocalDate.parse("2028-02-29")))
                .extracting(Instalment::dueOn)
                .containsExactly(
                        LocalDate.parse("2028-03-01"), LocalDate.parse("2028-04-01"), LocalDate.parse("2028-05-01"));
    }

    @Test
    void theLastPartCarriesWhatDoesNotDivide() {
        activated(DAY0);
        assertThat(Standing.of(POLICY, Money.ofFen(5999), 1, events, DAY0).instalments())
                .extracting(each -> each.amount().fen())
                .containsExactly(1999L, 1999L, 2001L);
    }

    @Test
    void thePreviewBeforePaymentIsThePlanAfterIt() {
        activated(DAY0);
        assertThat(Standing.ifPaidOn(POLICY, PAID, DAY0).instalments()).isEqualTo(on(DAY0));
    }

    @Test
    void oneDayEarlierItIsComing_onItsDayItIsDue() {
        activated(DAY0);
        assertThat(on(LocalDate.parse("2026-12-30")))
                .extracting(Instalment::fate)
                .containsExactly(COMING, COMING, COMING);
        assertThat(on(LocalDate.parse("2026-12-31")))
                .extracting(Instalment::fate)
                .containsExactly(DUE, COMING, COMING);
        assertThat(on(LocalDate.parse("2027-03-01")))
                .extracting(Instalment::fate)
                .containsExactly(DUE, DUE, DUE);
    }

    @Test
    void cancellingForfeitsWhatWasNotDueThatDay() {
        activated(DAY0);
        event(Kind.CANCELLED, "2026-12-31", null, "2026-12-31");
        assertThat(on(LocalDate.parse("2027-06-01")))
                .extracting(Instalment::fate)
                .containsExactly(DUE, FORFEITED_CANCELLED, FORFEITED_CANCELLED);
    }

    @Test
    void endingAsPlannedAfterTheLastMonthForfeitsNothing() {
        activated(DAY0);
        event(Kind.CANCEL_SCHEDULED, "2027-01-05", null, "2027-02-28");
        event(Kind.CANCELLED, "2027-03-01", null, "2027-02-28");
        assertThat(on(LocalDate.parse("2027-03-02")))
                .extracting(Instalment::fate)
                .containsExactly(DUE, DUE, DUE);
    }

    @Test
    void expiryForfeitsNothing_howeverLateSomebodyNoticesIt() {
        activated(DAY0);
        event(Kind.EXPIRED, "2027-03-09", null, "2027-02-28");
        assertThat(on(LocalDate.parse("2027-03-09")))
                .extracting(Instalment::fate)
                .containsExactly(DUE, DUE, DUE);
    }

    @Test
    void aPauseMovesThePartsBehindIt_byTheDaysItTook() {
        activated(DAY0);
        event(Kind.PAUSED, "2027-01-10", null, "2027-02-28");
        event(Kind.RESUMED, "2027-01-21", null, "2027-03-10");
        assertThat(on(LocalDate.parse("2027-02-01")))
                .extracting(Instalment::dueOn)
                .containsExactly(
                        LocalDate.parse("2026-12-31"), LocalDate.parse("2027-02-10"), LocalDate.parse("2027-03-11"));
    }

    @Test
    void whileAPauseLastsNothingBehindItBecomesDue() {
        activated(DAY0);
        event(Kind.PAUSED, "2027-01-10", null, "2027-02-28");
        assertThat(on(LocalDate.parse("2027-02-05")))
                .extracting(Instalment::fate)
                .containsExactly(DUE, COMING, COMING);
    }

    @Test
    void tooLongAPauseForfeitsWhatWasStillToCome() {
        activated(DAY0);
        event(Kind.PAUSED, "2027-01-10", null, "2027-02-28");
        event(Kind.RESUMED, "2027-02-11", null, "2027-03-31");
        assertThat(on(LocalDate.parse("2027-06-01")))
                .extracting(Instalment::fate)
                .containsExactly(DUE, FORFEITED_PAUSED, FORFEITED_PAUSED);
    }

    @Test
    void aRenewalUnderThePolicyCountsFromWhereTheTermBeforeItEnds() {
        event(Kind.ACTIVATED, "2026-11-30", 7L, "2026-12-30");
        event(Kind.RENEWED, "2026-12-05", 1L, "2027-03-30");
        assertThat(on(LocalDate.parse("2026-12-05")).getFirst().dueOn()).isEqualTo(LocalDate.parse("2027-01-31"));
    }

    @Test
    void aPauseThatWasOverBeforeThePurchase_isNoneOfIt() {
        event(Kind.ACTIVATED, "2026-09-30", 7L, "2026-12-30");
        event(Kind.PAUSED, "2026-10-05", null, "2026-12-30");
        event(Kind.RESUMED, "2026-11-10", null, "2027-02-04");
        event(Kind.RENEWED, "2026-11-20", 1L, "2027-05-04");
        List<Instalment> plan = on(LocalDate.parse("2027-03-05"));
        assertThat(plan)
                .extracting(Instalment::dueOn)
                .containsExactly(
                        LocalDate.parse("2027-03-05"), LocalDate.parse("2027-04-05"), LocalDate.parse("2027-05-05"));
        assertThat(plan).extracting(Instalment::fate).containsExactly(DUE, COMING, COMING);
    }

    @Test
    void aPauseInWhichItWasBought_countsOnce() {
        event(Kind.ACTIVATED, "2026-11-30", 7L, "2026-12-30");
        event(Kind.PAUSED, "2026-12-10", null, "2026-12-30");
        event(Kind.RENEWED, "2026-12-15", 1L, "2027-03-30");
        event(Kind.RESUMED, "2026-12-20", null, "2027-04-09");
        assertThat(on(LocalDate.parse("2026-12-21")).getFirst().dueOn()).isEqualTo(LocalDate.parse("2027-02-10"));
    }

    @Test
    void atOnceAllOfItComesBackAfterTheLastMonth() {
        activated(DAY0);
        Policy atOnce = policy(3, Payout.AT_ONCE, AfterCancel.DEDUCT);
        assertThat(Standing.of(atOnce, PAID, 1, events, DAY0).instalments())
                .containsExactly(new Instalment(1, LocalDate.parse("2027-03-01"), PAID, COMING));
    }

    @Test
    void ofThreePaidMonthsOneMayComeBack_afterTheLast() {
        activated(DAY0);
        Policy one = policy(1, Payout.INSTALMENTS, AfterCancel.DEDUCT);
        assertThat(Standing.of(one, PAID, 1, events, DAY0).instalments())
                .containsExactly(new Instalment(1, LocalDate.parse("2027-03-01"), Money.ofFen(2000), COMING));
    }

    @Test
    void moreMonthsThanWerePaidCannotComeBack() {
        assertThatThrownBy(() -> policy(4, Payout.INSTALMENTS, AfterCancel.KEEP))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCameBackIsTakenOffACancellation_unlessThePolicyLetsItBeKept_andNeverMoreThanThePriceComesBack() {
        Money worth = Money.ofFen(4000);
        Money returned = Money.ofFen(2000);
        assertThat(CancelRefund.of(PAID, worth, null, Money.ZERO)).isEqualTo(worth);
        assertThat(CancelRefund.of(PAID, worth, POLICY, returned)).isEqualTo(Money.ofFen(2000));
        assertThat(CancelRefund.of(PAID, Money.ofFen(1500), POLICY, returned)).isEqualTo(Money.ZERO);
        Policy keep = policy(3, Payout.INSTALMENTS, AfterCancel.KEEP);
        assertThat(CancelRefund.of(PAID, worth, keep, returned)).isEqualTo(worth);
        assertThat(CancelRefund.of(PAID, Money.ofFen(4100), keep, returned)).isEqualTo(worth);
    }

    private List<Instalment> on(LocalDate today) {
        return Standing.of(POLICY, PAID, 1, events, today).instalments();
    }

    private void activated(LocalDate day) {
        event(Kind.CREATED, day.toString(), 1L, day.plusMonths(3).toString());
        event(Kind.ACTIVATED, day.toString(), 1L, day.plusMonths(3).toString());
    }

    private void event(Kind kind, String day, @Nullable Long purchase, String through) {
        events.add(new SubscriptionEvent(
                kind,
                LocalDate.parse(day)
                        .atTime(9, 0)
                        .atZone(ZoneId.of("Asia/Shanghai"))
                        .toInstant(),
                "person:1",
                purchase,
                LocalDate.parse(through),
                null,
                ""));
    }

    private static Policy policy(int returned, Payout payout, AfterCancel after) {
        return new Policy("S3R3", 1, "订3退3", 3, returned, payout, true, 30, after, 3);
    }
}
