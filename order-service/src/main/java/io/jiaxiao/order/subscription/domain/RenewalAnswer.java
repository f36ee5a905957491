package io.jiaxiao.order.subscription.domain;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a child's subscription is renewed when an operator renews whatever ends by some day (O6). */
public sealed interface RenewalAnswer {

    /** It goes on. @param term what is added */
    record Goes(Subscription running, Term term) implements RenewalAnswer {}

    /** It stays as it is. */
    record Stays(Why why) implements RenewalAnswer {}

    /** Why a subscription is not renewed. */
    enum Why {
        /** The child has none that runs. */
        NOT_SUBSCRIBED,
        /** Its owner wants it to end; only the owner takes that back. */
        ENDING,
        /** The carrier bills it each month; a term beside that would be paid twice. */
        ON_BILL,
        /** It is paid for beyond the day, by whomever: so doing it twice, or after the parent, adds nothing. */
        PAID_LONGER,
        /** The plan would add no day. */
        NOTHING_TO_ADD,
        /** Even renewed it would end by the day, and the next renewal would add to it again. */
        TOO_SHORT
    }

    /**
     * The answer for one child; the same for a preview and for the renewal itself.
     *
     * @param running  its open subscription; null for none
     * @param last     the last of its terms; null only without a subscription
     * @param endingBy renewed is what is paid through this day or less
     */
    static RenewalAnswer of(
            Term.Bought bought,
            @Nullable Subscription running,
            @Nullable Term last,
            LocalDate endingBy,
            LocalDate today) {
        if (running == null || last == null || running.isOverdueOn(today)) {
            return new Stays(Why.NOT_SUBSCRIBED);
        }
        if (running.byCarrier()) {
            return new Stays(Why.ON_BILL);
        }
        if (running.paidThrough().isAfter(endingBy)) {
            return new Stays(Why.PAID_LONGER);
        }
        if (running.state() == SubscriptionState.ENDING) {
            return new Stays(Why.ENDING);
        }
        Optional<Term> term = Term.next(bought, last, today);
        if (term.isEmpty()) {
            return new Stays(Why.NOTHING_TO_ADD);
        }
        return term.get().through().isAfter(endingBy) ? new Goes(running, term.get()) : new Stays(Why.TOO_SHORT);
    }
}
