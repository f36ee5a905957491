package io.jiaxiao.order.subscription.domain;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where a child's subscription to a product stands. How it came there is its stream of {@link SubscriptionEvent}s.
 *
 * @param personId    who opened it
 * @param paidThrough last business day paid for; moves on when a pause ends
 * @param pausedOn    last day of use before the pause; null unless paused
 * @param resumesOn   first day of use after it, at the latest; null unless paused, and while the carrier has suspended the number
 * @param byCarrier   whether it runs on the carrier's bill, month after month until the carrier says that it ends
 */
public record Subscription(
        long id,
        String childId,
        String productCode,
        long personId,
        String schoolId,
        SubscriptionState state,
        Instant stateAt,
        LocalDate paidThrough,
        @Nullable LocalDate pausedOn,
        @Nullable LocalDate resumesOn,
        Instant createdAt,
        int version,
        boolean byCarrier) {

    /** Whether its last paid day is over. Never while paused: no day passes then; nor while the carrier goes on billing. */
    public boolean isOverdueOn(LocalDate day) {
        boolean runsOut = state == SubscriptionState.ENDING || (state == SubscriptionState.ACTIVE && !byCarrier);
        return runsOut && day.isAfter(paidThrough);
    }

    public Subscription becoming(SubscriptionState next, Instant at) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException(state + " cannot become " + next);
        }
        return new Subscription(
                id,
                childId,
                productCode,
                personId,
                schoolId,
                next,
                at,
                paidThrough,
                null,
                null,
                createdAt,
                version + 1,
                byCarrier);
    }

    public Subscription paidThrough(LocalDate day) {
        return new Subscription(
                id,
                childId,
                productCode,
                personId,
                schoolId,
                state,
                stateAt,
                day,
                pausedOn,
                resumesOn,
                createdAt,
                version + 1,
                byCarrier);
    }

    public Subscription paused(LocalDate lastDay, @Nullable LocalDate resumes, Instant at) {
        Subscription paused = becoming(SubscriptionState.PAUSED, at);
        return new Subscription(
                id,
                childId,
                productCode,
                personId,
                schoolId,
                paused.state,
                at,
                paidThrough,
                lastDay,
                resumes,
                createdAt,
                version + 1,
                byCarrier);
    }
}
