package io.jiaxiao.mall.catalogue;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.jiaxiao.starter.redis.Redis;
import io.jiaxiao.starter.redis.RedisAwayException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is shown, in memory for seconds and in Redis for a minute. Many who ask for the same at once cause one load; that there is nothing is
 * kept too; lives are spread so that they do not end together. Without Redis the memory and the database go on.
 */
@Component
class CatalogueCache implements AutoCloseable {

    private static final String NOTHING = "-";
    /** Left by a change, longer than a load takes, so that a value read before it cannot come back. */
    private static final String CHANGED = "!";

    private static final Duration CHANGED_FOR = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final Duration LEAVE_ALONE = Duration.ofSeconds(1);
    private static final String PREFIX = "mall:goods:";
    private static final String GENERATION = PREFIX + "generation";
    private static final String NEWS = PREFIX + "news";
    private static final String LISTS = "lists";

    private final Redis redis;
    private final JsonMapper json;
    private final CatalogueProperties properties;
    private final MeterRegistry meters;
    private final AsyncCache<String, Optional<Object>> goods;
    private final AsyncCache<String, Optional<Object>> lists;
    private final ExecutorService loading = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong aloneUntil = new AtomicLong(System.nanoTime());

    CatalogueCache(Redis redis, JsonMapper json, CatalogueProperties properties, MeterRegistry meters) {
        this.redis = redis;
        this.json = json;
        this.properties = properties;
        this.meters = meters;
        this.goods = memory(20_000);
        this.lists = memory(2_000);
        redis.whenConnected(client -> client.getTopic(NEWS, StringCodec.INSTANCE)
                .addListenerAsync(String.class, (channel, news) -> forget(news)));
    }

    private AsyncCache<String, Optional<Object>> memory(int most) {
        return Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfter(Expiry.<String, Optional<Object>>creating((key, value) -> spread(properties.cached())))
                .buildAsync();
    }

    /** One SKU as it is shown. */
    <T> Optional<T> goods(long skuId, Class<T> type, Supplier<Optional<T>> load) {
        return get(goods, Long.toString(skuId), type, () -> shared(PREFIX + "sku:" + skuId, type, load));
    }

    /** A list, or whatever else changes with any SKU. */
    <T> T list(String query, Class<T> type, Supplier<T> load) {
        return get(lists, query, type, () -> {
                    String generation = ask(client -> client.<String>getBucket(GENERATION, StringCodec.INSTANCE)
                                    .getAsync())
                            .orElse("0");
                    return shared(PREFIX + "list:" + generation + ':' + query, type, () -> Optional.of(load.get()));
                })
                .orElseThrow();
    }

    private <T> Optional<T> get(
            AsyncCache<String, Optional<Object>> memory, String key, Class<T> type, Supplier<Optional<T>> load) {
        CompletableFuture<Optional<Object>> value = memory.get(
                key,
                (wanted, ignored) ->
                        CompletableFuture.supplyAsync(() -> load.get().map(Object.class::cast), loading));
        try {
            return value.join().map(type::cast);
        } catch (CompletionException e) {
            // The next who asks loads again, even if it is now.
            memory.asMap().remove(key, value);
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private <T> Optional<T> shared(String key, Class<T> type, Supplier<Optional<T>> load) {
        String stored = ask(client ->
                        client.<String>getBucket(key, StringCodec.INSTANCE).getAsync())
                .orElse(null);
        if (stored != null && !stored.equals(CHANGED)) {
            meters.counter("jiaxiao.catalogue.cache", "from", "redis").increment();
            return stored.equals(NOTHING) ? Optional.empty() : Optional.of(json.readValue(stored, type));
        }
        meters.counter("jiaxiao.catalogue.cache", "from", "database").increment();
        Optional<T> loaded = load.get();
        String value = loaded.map(json::writeValueAsString).orElse(NOTHING);
        Duration life = loaded.isPresent()
                ? properties.sharedCached()
                : properties.sharedCached().dividedBy(4);
        ask(client -> client.<String>getBucket(key, StringCodec.INSTANCE).setIfAbsentAsync(value, spread(life)));
        return loaded;
    }

    /** A SKU has changed: when the running transaction has committed, nobody is shown what it was. */
    void changed(long skuId) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            invalidate(Set.of(skuId));
            return;
        }
        pending().add(skuId);
    }

    /** No SKU that was shown, but what lists show. */
    void listsChanged() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            invalidate(Set.of());
            return;
        }
        pending();
    }

    /** Of the running transaction; a big one invalidates the lists once. */
    private Set<Long> pending() {
        for (TransactionSynchronization registered : TransactionSynchronizationManager.getSynchronizations()) {
            if (registered instanceof AfterCommit ours && ours.cache == this) {
                return ours.skus;
            }
        }
        var ours = new AfterCommit(this);
        TransactionSynchronizationManager.registerSynchronization(ours);
        return ours.skus;
    }

    private static final class AfterCommit implements TransactionSynchronization {

        private final CatalogueCache cache;
        private final Set<Long> skus = new TreeSet<>();

        AfterCommit(CatalogueCache cache) {
            this.cache = cache;
        }

        @Override
        public void afterCommit() {
            cache.invalidate(skus);
        }
    }

    private void invalidate(Set<Long> skus) {
        for (long skuId : skus) {
            String news = Long.toString(skuId);
            forget(news);
            ask(client -> client.<String>getBucket(PREFIX + "sku:" + skuId, StringCodec.INSTANCE)
                    .setAsync(CHANGED, CHANGED_FOR));
            tell(news);
        }
        ask(client -> client.getAtomicLong(GENERATION).incrementAndGetAsync());
        forget(LISTS);
        tell(LISTS);
    }

    private void tell(String news) {
        ask(client -> client.getTopic(NEWS, StringCodec.INSTANCE).publishAsync(news));
    }

    private void forget(String news) {
        if (news.equals(LISTS)) {
            lists.synchronous().invalidateAll();
        } else {
            goods.synchronous().invalidate(news);
        }
    }

    /** Empty for nothing, and for a Redis that is away; that one is then left alone for a second. */
    private <T> Optional<T> ask(Function<RedissonClient, CompletionStage<@Nullable T>> question) {
        if (System.nanoTime() - aloneUntil.get() < 0) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(redis.<@Nullable T>ask(PATIENCE, question));
        } catch (RedisAwayException e) {
            meters.counter("jiaxiao.catalogue.cache.alone").increment();
            aloneUntil.set(System.nanoTime() + LEAVE_ALONE.toNanos());
            return Optional.empty();
        }
    }

    /** Up to a fifth shorter. */
    private static Duration spread(Duration life) {
        long nanos = life.toNanos();
        return Duration.ofNanos(nanos - ThreadLocalRandom.current().nextLong(Math.max(1, nanos / 5)));
    }

    @Override
    public void close() {
        loading.close();
    }
}
