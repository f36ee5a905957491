package io.jiaxiao.order.subscription;

import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.subscription.domain.Pause;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent.Kind;
import io.jiaxiao.order.subscription.domain.SubscriptionState;
import io.jiaxiao.order.subscription.domain.Term;
import io.jiaxiao.order.subscription.store.StreamStore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an owner does with a running subscription that moves no money: pause, resume, let it end, let it go on. One on the
 * carrier's bill knows none of it: 409.
 */
@Service
public class KeepSubscription {

    private static final int LONGEST_PAUSE_DAYS = 90;

    private final Subscriptions subscriptions;
    private final StreamStore streams;
    private final Moves moves;
    private final Clock clock;

    KeepSubscription(Subscriptions subscriptions, StreamStore streams, Moves moves, Clock clock) {
        this.subscriptions = subscriptions;
        this.streams = streams;
        this.moves = moves;
        this.clock = clock;
    }

    /**
     * Out of use after today, and in use again from a day on or when its owner wants. The days between are given back.
     *
     * @throws io.jiaxiao.kernel.RefusedException 400 not a day from tomorrow on within 90, 404 not the person's, 409 not active
     */
    @Transactional
    public Subscription pause(long personId, long id, LocalDate resumesOn) {
        Instant now = now();
        LocalDate today = BusinessDay.of(now);
        Held held = own(personId, id);
        Subscription before = held.subscription();
        if (!resumesOn.isAfter(today) || resumesOn.isAfter(today.plusDays(LONGEST_PAUSE_DAYS))) {
            throw SubscriptionRefusals.PAUSE_TOO_LONG.asException();
        }
        if (before.state() != SubscriptionState.ACTIVE || before.isOverdueOn(today)) {
            throw SubscriptionRefusals.NOT_ACTIVE.asException();
        }
        Subscription after = before.paused(today, resumesOn, now);
        moves.save(before, after);
        moves.tell(after, Kind.PAUSED, actor(personId), null, null, now);
        moves.entitle(held.entitlement(), after, now);
        return after;
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 not the person's, 409 not paused */
    @Transactional
    public Subscription resume(long personId, long id) {
        Held held = own(personId, id);
        if (held.subscription().state() != SubscriptionState.PAUSED) {
            throw SubscriptionRefusals.NOT_ACTIVE.asException();
        }
        return resume(held, actor(personId));
    }

    /** Lets it end after its last paid day. @throws io.jiaxiao.kernel.RefusedException 404 not the person's, 409 not active */
    @Transactional
    public Subscription cancelAtEnd(long personId, long id) {
        return move(personId, id, SubscriptionState.ACTIVE, SubscriptionState.ENDING, Kind.CANCEL_SCHEDULED);
    }

    /** Lets it go on after all. @throws io.jiaxiao.kernel.RefusedException 404 not the person's, 409 not about to end */
    @Transactional
    public Subscription goOn(long personId, long id) {
        return move(personId, id, SubscriptionState.ENDING, SubscriptionState.ACTIVE, Kind.CANCEL_WITHDRAWN);
    }

    private Subscription move(long personId, long id, SubscriptionState from, SubscriptionState to, Kind kind) {
        Instant now = now();
        Held held = own(personId, id);
        if (held.subscription().state() == to) {
            return held.subscription();
        }
        if (held.subscription().state() != from || held.subscription().isOverdueOn(BusinessDay.of(now))) {
            throw SubscriptionRefusals.NOT_ACTIVE.asException();
        }
        return moves.move(held, to, kind, actor(personId), now);
    }

    /** Ends it when its last paid day is over; safe to call at any time. */
    @Transactional
    public void endWhenOverdue(long id) {
        Instant now = now();
        Held held = subscriptions.hold(id);
        if (held.subscription().isOverdueOn(BusinessDay.of(now))) {
            moves.end(held.subscription(), held.entitlement(), now);
        }
    }

    /** Resumes it when its pause is over; safe to call at any time. */
    @Transactional
    public void resumeWhenDue(long id) {
        Held held = subscriptions.hold(id);
        LocalDate resumesOn = held.subscription().resumesOn();
        if (resumesOn != null && !BusinessDay.of(now()).isBefore(resumesOn)) {
            resume(held, SubscriptionEvent.SYSTEM);
        }
    }

    /** What the pause took is given back: as of the day it was to end, however late somebody comes to do it. */
    private Subscription resume(Held held, String actor) {
        Instant now = now();
        Subscription before = held.subscription();
        LocalDate pausedOn = Objects.requireNonNull(before.pausedOn());
        LocalDate planned = Objects.requireNonNull(before.resumesOn());
        LocalDate today = BusinessDay.of(now);
        int lost = Pause.lostDays(pausedOn, today.isBefore(planned) ? today : planned);
        UnaryOperator<Term> moved = term -> term.afterPause(pausedOn, lost);
        List<Term> terms = held.terms().stream().map(moved).toList();
        terms.forEach(streams::move);
        Subscription after = before.becoming(SubscriptionState.ACTIVE, now)
                .paidThrough(terms.getLast().through());
        moves.save(before, after);
        moves.tell(after, Kind.RESUMED, actor, null, null, now);
        moves.entitle(held.entitlement(), after, now);
        return after;
    }

    private Held own(long personId, long id) {
        Held held = subscriptions.hold(id);
        if (held.subscription().personId() != personId) {
            throw SubscriptionRefusals.UNKNOWN.asException();
        }
        if (held.subscription().byCarrier()) {
            throw SubscriptionRefusals.ON_BILL.asException();
        }
        return held;
    }

    private static String actor(long personId) {
        return "person:" + personId;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
