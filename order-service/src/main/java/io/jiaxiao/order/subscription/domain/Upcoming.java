package io.jiaxiao.order.subscription.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A change that is certain to come unless somebody acts (O5: future changes visible today).
 *
 * @param day  business day from which on it holds
 * @param what what happens
 */
public record Upcoming(LocalDate day, What what, String planCode) {

    /** The sorts of change. */
    public enum What {
        /** The next paid term begins. */
        NEXT_TERM,
        /** Use begins again. */
        RESUMES,
        /** It ends because its owner wants so. */
        ENDS,
        /** It ends unless it is renewed. */
        EXPIRES,
        /** The carrier bills the next month. */
        RENEWS
    }

    /** In the order they come. While paused the days behind the pause are as if it ended at its latest. */
    public static List<Upcoming> of(Subscription subscription, List<Term> terms, LocalDate today) {
        List<Upcoming> changes = new ArrayList<>();
        if (!subscription.state().isOpen() || terms.isEmpty()) {
            return changes;
        }
        List<Term> shown = terms;
        LocalDate pausedOn = subscription.pausedOn();
        LocalDate resumesOn = subscription.resumesOn();
        if (pausedOn != null && resumesOn != null) {
            int lost = Pause.lostDays(pausedOn, resumesOn);
            shown = terms.stream().map(term -> term.afterPause(pausedOn, lost)).toList();
            changes.add(new Upcoming(resumesOn, What.RESUMES, ""));
        }
        for (Term term : shown) {
            if (!term.after().isBefore(today)
                    && term.purchaseId() != shown.getFirst().purchaseId()) {
                changes.add(new Upcoming(term.after().plusDays(1), What.NEXT_TERM, term.planCode()));
            }
        }
        // Of a suspended number nobody knows what comes.
        if (!subscription.byCarrier() || subscription.state() != SubscriptionState.PAUSED) {
            changes.add(new Upcoming(shown.getLast().through().plusDays(1), last(subscription), ""));
        }
        changes.sort(Comparator.comparing(Upcoming::day));
        return changes;
    }

    private static What last(Subscription subscription) {
        if (subscription.state() == SubscriptionState.ENDING) {
            return What.ENDS;
        }
        return subscription.byCarrier() ? What.RENEWS : What.EXPIRES;
    }
}
