package io.jiaxiao.order.desk.web;

import io.jiaxiao.order.desk.DeskCursor;
import io.jiaxiao.order.desk.FindOrders;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.SubscriptionState;
import io.jiaxiao.order.subscription.domain.Term;
import io.jiaxiao.order.subscription.domain.Upcoming;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Operators look for subscriptions. The role is asked for by path. */
@RestController
@RequestMapping("/admin/v1/subscriptions")
class SubscriptionDeskController {

    private final FindOrders find;

    SubscriptionDeskController(FindOrders find) {
        this.find = find;
    }

    /**
     * @param personId    who opened it
     * @param paidThrough last business day paid for
     * @param pausedOn    last day of use before the pause; missing unless paused
     * @param byCarrier   whether it runs on the carrier's bill
     */
    record SubscriptionLine(
            String id,
            String personId,
            String childId,
            String schoolId,
            String product,
            SubscriptionState state,
            Instant stateAt,
            LocalDate paidThrough,
            @Nullable LocalDate pausedOn,
            @Nullable LocalDate resumesOn,
            boolean byCarrier,
            Instant createdAt) {

        static SubscriptionLine of(Subscription one) {
            return new SubscriptionLine(
                    Long.toString(one.id()),
                    Long.toString(one.personId()),
                    one.childId(),
                    one.schoolId(),
                    one.productCode(),
                    one.state(),
                    one.stateAt(),
                    one.paidThrough(),
                    one.pausedOn(),
                    one.resumesOn(),
                    one.byCarrier(),
                    one.createdAt());
        }
    }

    /** @param nextCursor missing on the last page */
    record SubscriptionPage(List<SubscriptionLine> items, @Nullable String nextCursor) {}

    /** @param from first paid day */
    record PaidTerm(String purchaseId, String planCode, LocalDate from, LocalDate through, long paidFen, int lostDays) {

        static PaidTerm of(Term term) {
            return new PaidTerm(
                    Long.toString(term.purchaseId()),
                    term.planCode(),
                    term.after().plusDays(1),
                    term.through(),
                    term.paid().fen(),
                    term.lostDays());
        }
    }

    /** @param day from which on it holds */
    record ComingChange(LocalDate day, Upcoming.What what) {}

    /**
     * @param purchases that paid for it, the newest first
     * @param timeline  everything that happened to it and to them, the oldest first
     */
    record SubscriptionDetail(
            SubscriptionLine subscription,
            List<PaidTerm> terms,
            List<ComingChange> upcoming,
            List<PurchaseLine> purchases,
            List<TimelineLine> timeline) {}

    /** Newest first. */
    @GetMapping
    SubscriptionPage list(
            @RequestParam(required = false) @Nullable SubscriptionState state,
            @ParameterObject @Valid DeskQuery query) {
        int most = query.most();
        List<Subscription> found = find.subscriptions(query.filter(state, null), query.after(), most + 1);
        List<Subscription> page = found.subList(0, Math.min(most, found.size()));
        String next = found.size() > most
                ? new DeskCursor(page.getLast().createdAt(), page.getLast().id()).text()
                : null;
        return new SubscriptionPage(page.stream().map(SubscriptionLine::of).toList(), next);
    }

    @GetMapping("/{id}")
    SubscriptionDetail one(@PathVariable @Min(1) long id) {
        FindOrders.SubscriptionStory found = find.subscription(id);
        return new SubscriptionDetail(
                SubscriptionLine.of(found.story().subscription()),
                found.story().terms().stream().map(PaidTerm::of).toList(),
                found.story().upcoming().stream()
                        .map(change -> new ComingChange(change.day(), change.what()))
                        .toList(),
                found.purchases().stream().map(PurchaseLine::of).toList(),
                TimelineLine.of(found.timeline()));
    }
}
