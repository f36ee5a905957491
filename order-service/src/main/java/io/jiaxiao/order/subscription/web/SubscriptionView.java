package io.jiaxiao.order.subscription.web;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.subscription.SubscriptionReads;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent;
import io.jiaxiao.order.subscription.domain.SubscriptionState;
import io.jiaxiao.order.subscription.domain.Upcoming;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as its owner sees it.
 *
 * @param paidThrough last business day paid for
 * @param resumesOn   first day of use after a pause; missing unless paused
 * @param upcoming    what is going to happen, in order
 */
record SubscriptionView(
        String id,
        String childId,
        String product,
        SubscriptionState state,
        LocalDate paidThrough,
        @Nullable LocalDate resumesOn,
        List<TermView> terms,
        List<UpcomingChange> upcoming,
        List<PastEvent> events) {

    /** @param from first paid day */
    record TermView(String purchaseId, String planCode, LocalDate from, LocalDate through, long paidFen) {}

    /** @param day from which on it holds */
    record UpcomingChange(LocalDate day, Upcoming.What what, @Nullable String planCode) {}

    /** @param amountFen money it is about; missing for none */
    record PastEvent(Instant at, SubscriptionEvent.Kind kind, LocalDate paidThrough, @Nullable Long amountFen) {

        static PastEvent of(SubscriptionEvent event) {
            Money amount = event.amount();
            return new PastEvent(event.at(), event.kind(), event.paidThrough(), amount == null ? null : amount.fen());
        }
    }

    static SubscriptionView of(SubscriptionReads.Story story) {
        Subscription one = story.subscription();
        return new SubscriptionView(
                Long.toString(one.id()),
                one.childId(),
                one.productCode(),
                one.state(),
                one.paidThrough(),
                one.resumesOn(),
                story.terms().stream()
                        .map(term -> new TermView(
                                Long.toString(term.purchaseId()),
                                term.planCode(),
                                term.after().plusDays(1),
                                term.through(),
                                term.paid().fen()))
                        .toList(),
                story.upcoming().stream()
                        .map(change -> new UpcomingChange(
                                change.day(), change.what(), change.planCode().isEmpty() ? null : change.planCode()))
                        .toList(),
                story.events().stream().map(PastEvent::of).toList());
    }
}
