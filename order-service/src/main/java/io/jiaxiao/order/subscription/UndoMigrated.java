package io.jiaxiao.order.subscription;

import io.jiaxiao.order.entitlement.Entitlements;
import io.jiaxiao.order.entitlement.domain.Entitlement;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent.Kind;
import io.jiaxiao.order.subscription.store.BroughtSubscriptions;
import io.jiaxiao.order.subscription.store.BroughtSubscriptions.Happened;
import io.jiaxiao.order.subscription.store.ManySubscriptions;
import io.jiaxiao.order.subscription.store.ManySubscriptions.EventOf;
import io.jiaxiao.order.subscription.store.ManySubscriptions.Saved;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes out what {@link MigrateSubscriptions} brought (O8), unless something has happened to the subscription since. One that
 * began with a migration goes whole, as if it had never been; one that went on with it gets its former last day back, told by an
 * event.
 */
@Service
public class UndoMigrated {

    /** A subscription that is not there any more. */
    private static final String GONE = "SUBSCRIPTION_GONE";

    private final ManySubscriptions store;
    private final BroughtSubscriptions brought;
    private final Entitlements entitlements;

    UndoMigrated(ManySubscriptions store, BroughtSubscriptions brought, Entitlements entitlements) {
        this.store = store;
        this.brought = brought;
        this.entitlements = entitlements;
    }

    /**
     * Everything one migration did to a subscription.
     *
     * @param began       whether it began with one of the orders, in whatever state
     * @param purchaseIds of all of the orders
     */
    public record Brought(long subscriptionId, String childId, boolean began, List<Long> purchaseIds) {

        public Brought {
            purchaseIds = List.copyOf(purchaseIds);
        }
    }

    /**
     * In the caller's transaction, which also removes the purchases of those that are undone.
     *
     * @param all of one product
     * @return why those that stay do so, by subscription: SINCE_ and what happened
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<Long, String> undo(String product, List<Brought> all, String actor, Instant now) {
        // What never was open has no row, and needs none.
        Map<String, Entitlement> rights = entitlements.lockAll(
                product, all.stream().map(Brought::childId).distinct().toList());
        List<Long> ids = all.stream().map(Brought::subscriptionId).toList();
        Map<Long, Subscription> held = brought.lockAll(ids);
        Map<Long, List<Happened>> streams = brought.streams(ids);
        Map<Long, String> stay = new LinkedHashMap<>();
        List<Brought> undone = new ArrayList<>();
        for (Brought one : all) {
            String why = held.containsKey(one.subscriptionId())
                    ? since(one, streams.getOrDefault(one.subscriptionId(), List.of()))
                    : GONE;
            if (why == null) {
                undone.add(one);
            } else {
                stay.put(one.subscriptionId(), why);
            }
        }
        if (!undone.isEmpty()) {
            write(undone, held, rights, actor, now);
        }
        return stay;
    }

    /** What happened to it behind the migration; null for nothing. Another migration that was undone itself is nothing. */
    private static @Nullable String since(Brought one, List<Happened> stream) {
        Set<Long> own = new HashSet<>(one.purchaseIds());
        Set<Long> undone = new HashSet<>();
        for (Happened event : stream.reversed()) {
            Long purchase = event.purchaseId();
            switch (event.kind()) {
                case MIGRATION_UNDONE -> {
                    if (purchase != null) {
                        undone.add(purchase);
                    }
                }
                case MIGRATED -> {
                    if (purchase != null && own.contains(purchase) && !undone.contains(purchase)) {
                        return null;
                    }
                    if (purchase == null || !undone.contains(purchase)) {
                        return "SINCE_" + event.kind();
                    }
                }
                default -> {
                    return "SINCE_" + event.kind();
                }
            }
        }
        return GONE;
    }

    private void write(
            List<Brought> undone,
            Map<Long, Subscription> held,
            Map<String, Entitlement> rights,
            String actor,
            Instant now) {
        List<Long> purchases =
                undone.stream().flatMap(one -> one.purchaseIds().stream()).toList();
        Map<Long, LocalDate> after = brought.after(purchases);
        List<Saved> saved = new ArrayList<>();
        List<EventOf> events = new ArrayList<>();
        Map<String, Entitlements.Change> changes = new HashMap<>();
        for (Brought one : undone) {
            Subscription before = Objects.requireNonNull(held.get(one.subscriptionId()));
            if (one.began()) {
                if (before.state().isOpen()) {
                    Entitlement right = Objects.requireNonNull(rights.get(one.childId()));
                    changes.put(one.childId(), new Entitlements.Change(right, Entitlement.State.CLOSED, null));
                }
            } else {
                Entitlement right = Objects.requireNonNull(rights.get(one.childId()));
                Subscription back = before.paidThrough(former(one.purchaseIds(), after));
                saved.add(new Saved(before, back));
                for (Long purchase : one.purchaseIds()) {
                    events.add(new EventOf(back.id(), event(back, purchase, actor, now)));
                }
                changes.put(
                        one.childId(), new Entitlements.Change(right, Moves.right(back.state()), back.paidThrough()));
            }
        }
        brought.deleteTerms(purchases);
        brought.delete(undone.stream()
                .filter(Brought::began)
                .map(Brought::subscriptionId)
                .toList());
        if (!saved.isEmpty() && store.saveAll(saved) != saved.size()) {
            throw new ConcurrencyFailureException("a subscription changed under its lock");
        }
        store.append(events);
        entitlements.becomeAll(List.copyOf(changes.values()), now);
    }

    /** The last paid day before the first of them. */
    private static LocalDate former(Collection<Long> purchases, Map<Long, LocalDate> after) {
        return purchases.stream()
                .map(purchase -> Objects.requireNonNull(after.get(purchase)))
                .min(LocalDate::compareTo)
                .orElseThrow();
    }

    private static SubscriptionEvent event(Subscription back, long purchaseId, String actor, Instant now) {
        return new SubscriptionEvent(Kind.MIGRATION_UNDONE, now, actor, purchaseId, back.paidThrough(), null, "");
    }
}
