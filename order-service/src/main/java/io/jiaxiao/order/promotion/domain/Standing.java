package io.jiaxiao.order.promotion.domain;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.subscription.domain.Pause;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent.Kind;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a promotion stands on a day: a function of the policy, the price and the subscription's events, and of nothing else. The
 * preview before payment, the plan on the screen, the job that pays and the preview of a cancellation all read this one.
 */
public record Standing(List<Instalment> instalments) {

    public Standing {
        instalments = List.copyOf(instalments);
    }

    /** Before payment: what would come back if it were paid today and kept. */
    public static Standing ifPaidOn(Policy policy, Money paid, LocalDate today) {
        return new Reading(policy, paid, today, List.of(), null).asOf(today);
    }

    /**
     * @param purchaseId the purchase under the promotion, which is one of the events'
     * @param events     all of the subscription, the oldest first
     * @throws IllegalArgumentException when no event is about the purchase
     */
    public static Standing of(
            Policy policy, Money paid, long purchaseId, List<SubscriptionEvent> events, LocalDate today) {
        return Reading.of(policy, paid, purchaseId, events, today).asOf(today);
    }

    /** What belongs to the payer, asked for already or not. */
    public Money due() {
        return sum(Instalment.Fate.DUE);
    }

    /** What is still to come if nothing happens. */
    public Money coming() {
        return sum(Instalment.Fate.COMING);
    }

    private Money sum(Instalment.Fate fate) {
        return instalments.stream()
                .filter(each -> each.fate() == fate)
                .map(Instalment::amount)
                .reduce(Money.ZERO, Money::plus);
    }

    /** Days of use that a pause took. */
    private record Gap(LocalDate pausedOn, int lost) {}

    /** @param begin last day before the first paid one */
    private record Reading(
            Policy policy, Money paid, LocalDate begin, List<Gap> gaps, @Nullable LocalDate cancelledOn) {

        static Reading of(Policy policy, Money paid, long purchaseId, List<SubscriptionEvent> events, LocalDate today) {
            LocalDate begin = null;
            LocalDate through = null;
            LocalDate pausedOn = null;
            LocalDate cancelledOn = null;
            List<Gap> gaps = new ArrayList<>();
            for (SubscriptionEvent event : events) {
                LocalDate day = BusinessDay.of(event.at());
                if (Long.valueOf(purchaseId).equals(event.purchaseId())) {
                    if (event.kind() == Kind.ACTIVATED) {
                        begin = day;
                    } else if (event.kind() == Kind.RENEWED && through != null) {
                        begin = through;
                        // What pauses before it took is in that day already; one that lasts goes on.
                        gaps.clear();
                    }
                }
                switch (event.kind()) {
                    case PAUSED -> pausedOn = day;
                    case RESUMED -> {
                        if (pausedOn != null && through != null) {
                            // What was given back behind is what was lost.
                            gaps.add(new Gap(pausedOn, (int) ChronoUnit.DAYS.between(through, event.paidThrough())));
                            pausedOn = null;
                        }
                    }
                    case CANCELLED -> cancelledOn = day;
                    default -> {}
                }
                through = event.paidThrough();
            }
            if (begin == null) {
                throw new IllegalArgumentException("no event is about purchase " + purchaseId);
            }
            if (pausedOn != null) {
                // As if it resumed tomorrow: while a pause lasts, nothing behind it can be due.
                LocalDate until = (cancelledOn == null ? today : cancelledOn).plusDays(1);
                gaps.add(new Gap(pausedOn, Pause.lostDays(pausedOn, until)));
            }
            return new Reading(policy, paid, begin, gaps, cancelledOn);
        }

        Standing asOf(LocalDate today) {
            List<Instalment> all = new ArrayList<>();
            for (int no = 1; no <= policy.instalments(); no++) {
                LocalDate due = begin.plusMonths(policy.afterMonth(no)).plusDays(1);
                int lost = 0;
                for (Gap gap : gaps) {
                    // A pause before the day moves the day; one behind it came too late to touch it.
                    if (gap.pausedOn().isBefore(due)) {
                        due = due.plusDays(gap.lost());
                        lost += gap.lost();
                    }
                }
                all.add(new Instalment(no, due, policy.amount(paid, no), fate(due, lost, today)));
            }
            return new Standing(all);
        }

        private Instalment.Fate fate(LocalDate due, int lost, LocalDate today) {
            if (lost > policy.longestPauseDays()) {
                return Instalment.Fate.FORFEITED_PAUSED;
            }
            if (cancelledOn != null && cancelledOn.isBefore(due)) {
                return Instalment.Fate.FORFEITED_CANCELLED;
            }
            return today.isBefore(due) ? Instalment.Fate.COMING : Instalment.Fate.DUE;
        }
    }
}
