package io.jiaxiao.order.subscription;

import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.subscription.MigrateSubscriptions.Migrated;
import io.jiaxiao.order.subscription.MigrateSubscriptions.Old;
import io.jiaxiao.order.subscription.domain.MigrationAnswer;
import io.jiaxiao.order.subscription.domain.MigrationAnswer.Extends;
import io.jiaxiao.order.subscription.domain.MigrationAnswer.Keeps;
import io.jiaxiao.order.subscription.domain.MigrationAnswer.Opens;
import io.jiaxiao.order.subscription.domain.MigrationAnswer.Stays;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent.Kind;
import io.jiaxiao.order.subscription.domain.SubscriptionState;
import io.jiaxiao.order.subscription.domain.Term;
import io.jiaxiao.order.subscription.store.ManySubscriptions.EventOf;
import io.jiaxiao.order.subscription.store.ManySubscriptions.Saved;
import io.jiaxiao.order.subscription.store.ManySubscriptions.TermOf;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Old orders of one product taken one after the other, each seeing what those before it did, without touching the database: a
 * dry run throws away what the run writes. Not thread-safe.
 */
final class MigrationWalk {

    private final String product;
    private final String actor;
    private final Instant now;
    private final LocalDate today;
    private final LongSupplier ids;
    private final Map<String, Subscription> before;
    private final Map<String, Subscription> open;

    final List<Saved> ended = new ArrayList<>();
    final Map<Long, Subscription> made = new LinkedHashMap<>();
    final Map<Long, Saved> moved = new LinkedHashMap<>();
    final List<TermOf> terms = new ArrayList<>();
    final List<EventOf> events = new ArrayList<>();
    /** What the children's open subscriptions are now, of those that changed. */
    final Map<String, Subscription> entitled = new LinkedHashMap<>();

    /** @param running the children's open subscriptions to the product */
    MigrationWalk(String product, String actor, Instant now, LongSupplier ids, Map<String, Subscription> running) {
        this.product = product;
        this.actor = actor;
        this.now = now;
        this.today = BusinessDay.of(now);
        this.ids = ids;
        this.before = Map.copyOf(running);
        this.open = new HashMap<>(running);
    }

    Migrated take(Old old) {
        Subscription last = open.get(old.childId());
        Subscription running = last == null || last.isOverdueOn(today) ? null : last;
        MigrationAnswer answer = MigrationAnswer.of(old.term(), running, today);
        return switch (answer) {
            case Opens opens -> new Migrated(answer, open(old, opens, last).id());
            case Extends goesOn -> new Migrated(answer, extend(old, goesOn).id());
            case Keeps keeps -> new Migrated(answer, keep(old, keeps).id());
            case Stays stays -> new Migrated(answer, null);
        };
    }

    private Subscription open(Old old, Opens opens, @Nullable Subscription overdue) {
        if (overdue != null) {
            end(overdue);
        }
        Subscription one = subscription(old, opens.state(), now, opens.term().through());
        made.put(one.id(), one);
        open.put(old.childId(), one);
        entitled.put(old.childId(), one);
        tell(one, Kind.MIGRATED, old, opens.term());
        return one;
    }

    /** Its last paid day was over before; only nobody had come to say so. */
    private void end(Subscription overdue) {
        boolean wanted = overdue.state() == SubscriptionState.ENDING;
        Subscription after = overdue.becoming(wanted ? SubscriptionState.CANCELLED : SubscriptionState.EXPIRED, now);
        ended.add(new Saved(overdue, after));
        events.add(new EventOf(
                after.id(),
                new SubscriptionEvent(
                        wanted ? Kind.CANCELLED : Kind.EXPIRED,
                        now,
                        SubscriptionEvent.SYSTEM,
                        null,
                        after.paidThrough(),
                        null,
                        "")));
    }

    private Subscription extend(Old old, Extends goesOn) {
        Subscription after = goesOn.running().paidThrough(goesOn.term().through());
        if (made.containsKey(after.id())) {
            made.put(after.id(), after);
        } else {
            Subscription stored = before.get(old.childId());
            if (stored == null) {
                throw new IllegalStateException("subscription " + after.id() + " is neither new nor stored");
            }
            moved.put(after.id(), new Saved(stored, after));
        }
        open.put(old.childId(), after);
        entitled.put(old.childId(), after);
        tell(after, Kind.MIGRATED, old, goesOn.term());
        return after;
    }

    private Subscription keep(Old old, Keeps keeps) {
        Instant over = BusinessDay.startOf(keeps.last().plusDays(1));
        Subscription one = subscription(old, keeps.state(), over.isAfter(now) ? now : over, keeps.last());
        made.put(one.id(), one);
        tell(one, Kind.MIGRATED, old, keeps.term());
        return one;
    }

    private Subscription subscription(Old old, SubscriptionState state, Instant stateAt, LocalDate through) {
        boolean paused = state == SubscriptionState.PAUSED;
        return new Subscription(
                ids.getAsLong(),
                old.childId(),
                product,
                old.personId(),
                old.schoolId(),
                state,
                stateAt,
                through,
                paused ? old.term().pausedOn() : null,
                paused ? old.term().resumesOn() : null,
                old.term().paidAt(),
                0,
                false);
    }

    private void tell(Subscription after, Kind kind, Old old, Term term) {
        terms.add(new TermOf(after.id(), term));
        events.add(new EventOf(
                after.id(),
                new SubscriptionEvent(
                        kind,
                        now,
                        actor,
                        term.purchaseId(),
                        after.paidThrough(),
                        term.paid(),
                        old.term().orderNo())));
    }
}
