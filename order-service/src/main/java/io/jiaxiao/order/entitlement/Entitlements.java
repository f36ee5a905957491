package io.jiaxiao.order.entitlement;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.jiaxiao.contracts.order.EntitlementChanged;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.entitlement.domain.Entitlement;
import io.jiaxiao.order.entitlement.store.EntitlementStore;
import io.jiaxiao.starter.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Opens and closes what children may use, and answers who may use what. An answer may be remembered for less than a second:
 * so it is right within a second in every instance, without a message that could be lost.
 */
@Service
public class Entitlements {

    /** The promise is one second after the commit; the rest is left to the way of the answer. */
    private static final Duration REMEMBERED = Duration.ofMillis(800);

    private static final int MOST_REMEMBERED = 100_000;

    private final EntitlementStore store;
    private final Outbox outbox;
    private final Clock clock;
    private final LoadingCache<Key, Optional<Entitlement>> cache;

    Entitlements(EntitlementStore store, Outbox outbox, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.clock = clock;
        this.cache = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(REMEMBERED)
                .build(key -> store.find(key.childId(), key.productCode()));
    }

    private record Key(String childId, String productCode) {}

    /** In a transaction: nobody else changes anything about this child and product until it ends. */
    public Entitlement lock(String childId, String productCode) {
        return store.lock(childId, productCode, clock.instant());
    }

    /**
     * Says what it is from now on, in the transaction of the change it follows from; tells others when it differs.
     *
     * @param locked as {@link #lock} or the change before it gave it
     * @return what it is now, still locked
     */
    public Entitlement become(
            Entitlement locked, Entitlement.State state, @Nullable LocalDate paidThrough, Instant now) {
        if (locked.state() == state && Objects.equals(locked.paidThrough(), paidThrough)) {
            return locked;
        }
        Entitlement next = next(locked, state, paidThrough, now);
        if (!store.save(next, locked.version())) {
            throw new IllegalStateException("an entitlement changed although it was locked: " + locked);
        }
        outbox.append(told(next, now));
        forgetAfterCommit(List.of(next));
        return next;
    }

    /** In a transaction: as {@link #lock} for many children at once. Who never had any of the product is missing. */
    public Map<String, Entitlement> lockAll(String productCode, Collection<String> childIds) {
        return store.lockAll(productCode, childIds).stream()
                .collect(Collectors.toMap(Entitlement::childId, Function.identity()));
    }

    /** One of many changes. @param locked as {@link #lockAll} gave it */
    public record Change(Entitlement locked, Entitlement.State state, @Nullable LocalDate paidThrough) {}

    /** As {@link #become} for many, in one statement for each table. */
    public void becomeAll(List<Change> changes, Instant now) {
        List<Entitlement> next = changes.stream()
                .filter(change -> change.locked().state() != change.state()
                        || !Objects.equals(change.locked().paidThrough(), change.paidThrough()))
                .map(change -> next(change.locked(), change.state(), change.paidThrough(), now))
                .toList();
        if (next.isEmpty()) {
            return;
        }
        if (store.saveAll(next) != next.size()) {
            throw new IllegalStateException("an entitlement changed although it was locked");
        }
        outbox.appendAll(next.stream().map(one -> told(one, now)).toList());
        forgetAfterCommit(next);
    }

    private static Entitlement next(
            Entitlement locked, Entitlement.State state, @Nullable LocalDate paidThrough, Instant now) {
        return new Entitlement(locked.childId(), locked.productCode(), state, paidThrough, locked.version() + 1, now);
    }

    private static EntitlementChanged told(Entitlement next, Instant now) {
        return new EntitlementChanged(
                next.childId(),
                next.productCode(),
                next.isOpenOn(BusinessDay.of(now)),
                next.paidThrough(),
                next.version(),
                now);
    }

    private void forgetAfterCommit(List<Entitlement> changed) {
        List<Key> keys = changed.stream()
                .map(one -> new Key(one.childId(), one.productCode()))
                .toList();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                cache.invalidateAll(keys);
            }
        });
    }

    /** What is known of it, at most 0.8 s old; empty when it never was opened. */
    public Optional<Entitlement> check(String childId, String productCode) {
        return cache.get(new Key(childId, productCode)).filter(found -> found.version() > 0);
    }

    /** What a child has or had. */
    public List<Entitlement> ofChild(String childId) {
        return store.ofChild(childId);
    }

    public LocalDate today() {
        return BusinessDay.of(clock.instant());
    }
}
