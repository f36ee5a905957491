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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
        var next =
                new Entitlement(locked.childId(), locked.productCode(), state, paidThrough, locked.version() + 1, now);
        if (!store.save(next, locked.version())) {
            throw new IllegalStateException("an entitlement changed although it was locked: " + locked);
        }
        outbox.append(new EntitlementChanged(
                next.childId(),
                next.productCode(),
                next.isOpenOn(BusinessDay.of(now)),
                next.paidThrough(),
                next.version(),
                now));
        var key = new Key(next.childId(), next.productCode());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                cache.invalidate(key);
            }
        });
        return next;
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
