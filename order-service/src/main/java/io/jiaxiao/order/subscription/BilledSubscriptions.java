package io.jiaxiao.order.subscription;

import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.entitlement.Entitlements;
import io.jiaxiao.order.entitlement.domain.Entitlement;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent.Kind;
import io.jiaxiao.order.subscription.domain.SubscriptionState;
import io.jiaxiao.order.subscription.domain.Term;
import io.jiaxiao.order.subscription.store.StreamStore;
import io.jiaxiao.order.subscription.store.SubscriptionStore;
import io.jiaxiao.starter.ids.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Subscriptions on the carrier's bill (O3). They run by calendar months: through the last day of the month, and on that day
 * through the end of the next, since the carrier bills on without a word until it says that it ends. Locked as in
 * {@link Subscriptions}: entitlement, then subscription.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class BilledSubscriptions {

    private final SubscriptionStore store;
    private final StreamStore streams;
    private final Subscriptions subscriptions;
    private final Entitlements entitlements;
    private final Moves moves;
    private final Ids ids;
    private final Clock clock;

    BilledSubscriptions(
            SubscriptionStore store,
            StreamStore streams,
            Subscriptions subscriptions,
            Entitlements entitlements,
            Moves moves,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.streams = streams;
        this.subscriptions = subscriptions;
        this.entitlements = entitlements;
        this.moves = moves;
        this.ids = ids;
        this.clock = clock;
    }

    /** The carrier has it running. Empty when the child has the product already, however it is paid. */
    public Optional<Subscription> open(Subscriptions.Payment payment, Instant now) {
        LocalDate today = BusinessDay.of(now);
        String product = payment.plan().productCode();
        Entitlement right = entitlements.lock(payment.childId(), product);
        Subscription running = store.lockOpen(payment.childId(), product).orElse(null);
        if (running != null && !running.isOverdueOn(today)) {
            return Optional.empty();
        }
        Entitlement free = running == null ? right : moves.end(running, right, now);
        Term term = Term.onBill(payment.bought(), today);
        var subscription = new Subscription(
                ids.next(),
                payment.childId(),
                product,
                payment.personId(),
                payment.schoolId(),
                SubscriptionState.ACTIVE,
                now,
                term.through(),
                null,
                null,
                now,
                0,
                true);
        store.insert(subscription);
        streams.insert(subscription.id(), term);
        moves.tell(subscription, Kind.CREATED, payment.actor(), payment.purchaseId(), null, now);
        moves.tell(subscription, Kind.ACTIVATED, payment.actor(), payment.purchaseId(), term.paid(), now);
        moves.entitle(free, subscription, now);
        return Optional.of(subscription);
    }

    /** The next month, once the last day of the known one has come; safe to call at any time. */
    @Transactional
    public void goOnWhenDue(long id) {
        Instant now = now();
        LocalDate today = BusinessDay.of(now);
        Held held = subscriptions.hold(id);
        Subscription before = held.subscription();
        if (!before.byCarrier()
                || before.state() != SubscriptionState.ACTIVE
                || before.paidThrough().isAfter(today)) {
            return;
        }
        // However late somebody comes to do it: what the carrier billed meanwhile is one step.
        LocalDate through = endOfMonth(today.plusDays(1));
        Subscription after = until(held, before, through);
        moves.save(before, after);
        moves.tell(after, Kind.RENEWED, SubscriptionEvent.SYSTEM, null, null, now);
        moves.entitle(held.entitlement(), after, now);
    }

    /**
     * The parent wants it ended, and the carrier will be told; it ends with the month unless the carrier says another day.
     *
     * @return whether it is to end by this wish and was not before
     * @throws io.jiaxiao.kernel.RefusedException 409 when it has ended
     */
    public boolean endWithMonth(long id, String actor, Instant now) {
        Held held = subscriptions.hold(id);
        SubscriptionState state = held.subscription().state();
        if (!state.isOpen()) {
            throw SubscriptionRefusals.ENDED.asException();
        }
        if (state != SubscriptionState.ACTIVE) {
            return false;
        }
        moves.move(held, SubscriptionState.ENDING, Kind.CANCEL_SCHEDULED, actor, now);
        return true;
    }

    /**
     * The carrier has named its last day.
     *
     * @return whether it is ended, or is to end, by this word and was not before
     */
    public boolean endsOn(long id, LocalDate last, String actor, Instant now) {
        Held held = subscriptions.hold(id);
        Subscription before = held.subscription();
        if (!before.state().isOpen()) {
            return false;
        }
        LocalDate today = BusinessDay.of(now);
        // A suspended number has nothing to use up.
        boolean later = last.isAfter(today) && before.state() != SubscriptionState.PAUSED;
        if (later && before.state() == SubscriptionState.ENDING && last.equals(before.paidThrough())) {
            return false;
        }
        boolean scheduled = before.state() == SubscriptionState.ENDING;
        Subscription moved = later
                ? (scheduled ? before : before.becoming(SubscriptionState.ENDING, now))
                : before.becoming(SubscriptionState.CANCELLED, now);
        Subscription after = until(held, moved, last.isAfter(today) && !later ? today : last);
        moves.save(before, after);
        moves.tell(after, later ? Kind.CANCEL_SCHEDULED : Kind.CANCELLED, actor, null, null, now);
        moves.entitle(held.entitlement(), after, now);
        return !scheduled;
    }

    /** The number is suspended: out of use until the carrier says that it runs again. */
    public void suspend(long id, Instant now) {
        Held held = subscriptions.hold(id);
        Subscription before = held.subscription();
        if (before.state() == SubscriptionState.ACTIVE) {
            Subscription after = before.paused(BusinessDay.of(now), null, now);
            moves.save(before, after);
            moves.tell(after, Kind.PAUSED, SubscriptionEvent.SYSTEM, null, null, now);
            moves.entitle(held.entitlement(), after, now);
        }
    }

    /** The number runs again: through the end of this month, whenever it was suspended. */
    public void resume(long id, Instant now) {
        Held held = subscriptions.hold(id);
        Subscription before = held.subscription();
        if (before.state() == SubscriptionState.PAUSED) {
            Subscription active = before.becoming(SubscriptionState.ACTIVE, now);
            Subscription after = until(held, active, endOfMonth(BusinessDay.of(now)));
            moves.save(before, after);
            moves.tell(after, Kind.RESUMED, SubscriptionEvent.SYSTEM, null, null, now);
            moves.entitle(held.entitlement(), after, now);
        }
    }

    private Subscription until(Held held, Subscription subscription, LocalDate through) {
        streams.move(held.terms().getLast().through(through));
        return subscription.paidThrough(through);
    }

    private static LocalDate endOfMonth(LocalDate day) {
        return day.with(TemporalAdjusters.lastDayOfMonth());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
