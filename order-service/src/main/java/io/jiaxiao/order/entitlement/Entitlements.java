package io.jiaxiao.order.entitlement;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jiaxiao.contracts.order.EntitlementChanged;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.entitlement.domain.Entitlement;
import io.jiaxiao.order.entitlement.domain.EntitlementKey;
import io.jiaxiao.order.entitlement.store.EntitlementStore;
import io.jiaxiao.starter.gather.Gathered;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Opens and closes what children may use, and answers who may use what. An answer may be remembered for less than a second:
 * so it is right within a second in every instance, without a message that could be lost. What is not remembered is read together
 * with what others ask for at the same moment.
 */
@Service
public class Entitlements implements DisposableBean {

    /** The promise is one second after the commit; the rest is left to the way of the answer. */
    private static final Duration REMEMBERED = Duration.ofMillis(800);

    private static final int MOST_REMEMBERED = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final EntitlementStore store;
    private final Outbox outbox;
    private final Clock clock;
    private final Gathered<EntitlementKey, Entitlement> reads;
    private final AsyncCache<EntitlementKey, Optional<Entitlement>> cache;

    Entitlements(EntitlementStore store, Outbox outbox, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.clock = clock;
        this.reads = new Gathered<>("entitlement-reads", store::findAll);
        this.cache = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(REMEMBERED)
                .buildAsync();
    }

    @Override
    public void destroy() {
        reads.close();
    }

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

    /** As {@link #lockAll}, and none is missing: rows are made for who never had any of the product. */
    public Map<String, Entitlement> holdAll(String productCode, Collection<String> childIds) {
        if (childIds.isEmpty()) {
            return Map.of();
        }
        store.makeAll(productCode, childIds, clock.instant());
        return lockAll(productCode, childIds);
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
        List<EntitlementKey> keys = changed.stream()
                .map(one -> new EntitlementKey(one.childId(), one.productCode()))
                .toList();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                cache.synchronous().invalidateAll(keys);
            }
        });
    }

    /**
     * What is known of it, at most 0.8 s old; empty when it never was opened.
     *
     * @throws org.springframework.dao.DataAccessException when the database cannot be asked, or has not answered in three seconds
     */
    public Optional<Entitlement> check(String childId, String productCode) {
        CompletableFuture<Optional<Entitlement>> answer =
                cache.get(new EntitlementKey(childId, productCode), (key, unused) -> reads.find(key));
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).filter(found -> found.version() > 0);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new QueryTimeoutException("the database did not tell of an entitlement in " + PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryTimeoutException("interrupted while the database was asked of an entitlement", e);
        }
    }

    /** What a child has or had. */
    public List<Entitlement> ofChild(String childId) {
        return store.ofChild(childId);
    }

    public LocalDate today() {
        return BusinessDay.of(clock.instant());
    }
}
