package io.jiaxiao.mall.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.mall.catalogue.fixture.CatalogueFixture;
import io.jiaxiao.starter.redis.Redis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.json.JsonMapper;

/** Stampedes, negative answers, changes seen by other instances, and life without Redis. */
class CacheIT extends CatalogueFixture {

    private static final CatalogueProperties LONG_LIVED = new CatalogueProperties(
            5,
            Map.of(),
            "直充",
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            1,
            Duration.ofDays(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10));

    /** What a cache keeps here. */
    record Shown(String name) {}

    @Autowired
    private JsonMapper json;

    @Value("${jiaxiao.redis.url}")
    private String redisUrl;

    private Redis redis;
    private Redis nowhere;
    private CatalogueCache here;
    private CatalogueCache there;
    private CatalogueCache alone;

    @BeforeEach
    void threeInstances() {
        redis = new Redis(redisUrl, 8);
        nowhere = new Redis("redis://127.0.0.1:1", 8);
        here = cache(redis);
        there = cache(redis);
        alone = cache(nowhere);
        // Connected and listening: what one changes, the other loads again.
        long probe = aPerson();
        var loads = new AtomicInteger();
        await().until(() -> {
            here.changed(probe);
            there.goods(probe, Shown.class, () -> Optional.of(new Shown("load" + loads.incrementAndGet())));
            return loads.get() > 1;
        });
    }

    private CatalogueCache cache(Redis of) {
        return new CatalogueCache(of, json, LONG_LIVED, new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        List.of(here, there, alone).forEach(CatalogueCache::close);
        redis.close();
        nowhere.close();
    }

    @Test
    void twoHundredThreadsWhoAskAtOnce_causeOneLoad_withRedisAndWithout() throws Exception {
        for (CatalogueCache cache : List.of(here, alone)) {
            long id = aPerson();
            var loads = new AtomicInteger();
            var everybodyAsks = new CountDownLatch(200);
            List<Optional<Shown>> answers = together(200, () -> {
                everybodyAsks.countDown();
                return cache.goods(id, Shown.class, () -> {
                    loads.incrementAndGet();
                    awaitAll(everybodyAsks);
                    return Optional.of(new Shown("one"));
                });
            });
            assertThat(loads).hasValue(1);
            assertThat(answers).hasSize(200).allMatch(answer -> answer.equals(Optional.of(new Shown("one"))));
        }
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void thatThereIsNothingIsKeptToo_alsoForOtherInstances() {
        long id = aPerson();
        assertThat(here.goods(id, Shown.class, Optional::empty)).isEmpty();
        assertThat(here.goods(id, Shown.class, () -> Optional.of(new Shown("late"))))
                .isEmpty();
        assertThat(there.goods(id, Shown.class, () -> Optional.of(new Shown("late"))))
                .isEmpty();
    }

    @Test
    void aChangeIsSeenHereAtOnce_andThereSoon() {
        long id = aPerson();
        var truth = new AtomicReference<>(new Shown("old"));
        assertThat(here.goods(id, Shown.class, () -> Optional.of(truth.get()))).contains(new Shown("old"));
        assertThat(there.goods(id, Shown.class, () -> Optional.of(truth.get()))).contains(new Shown("old"));
        String query = "list" + id;
        assertThat(there.list(query, Shown.class, truth::get)).isEqualTo(new Shown("old"));
        transaction.executeWithoutResult(status -> {
            here.changed(id);
            truth.set(new Shown("new"));
        });
        assertThat(here.goods(id, Shown.class, () -> Optional.of(truth.get()))).contains(new Shown("new"));
        await().until(() ->
                there.goods(id, Shown.class, () -> Optional.of(truth.get())).equals(Optional.of(new Shown("new")))
                        && there.list(query, Shown.class, truth::get).equals(new Shown("new")));
    }

    @Test
    void aRolledBackChangeForgetsNothing() {
        long id = aPerson();
        here.goods(id, Shown.class, () -> Optional.of(new Shown("kept")));
        transaction.executeWithoutResult(status -> {
            here.changed(id);
            status.setRollbackOnly();
        });
        assertThat(here.goods(id, Shown.class, () -> Optional.of(new Shown("other"))))
                .contains(new Shown("kept"));
    }

    @Test
    void whatWasReadBeforeAChange_doesNotComeBackAfterIt() {
        long id = aPerson();
        there.goods(id, Shown.class, () -> {
            // changed while this load is on its way with the old value
            here.changed(id);
            return Optional.of(new Shown("old"));
        });
        assertThat(here.goods(id, Shown.class, () -> Optional.of(new Shown("new"))))
                .contains(new Shown("new"));
        try (CatalogueCache third = cache(redis)) {
            assertThat(third.goods(id, Shown.class, () -> Optional.of(new Shown("new"))))
                    .contains(new Shown("new"));
        }
    }

    @Test
    void aFailedLoadIsNotKept() {
        long id = aPerson();
        assertThatThrownBy(() -> here.goods(id, Shown.class, () -> {
                    throw new IllegalStateException("database away");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("database away");
        assertThat(here.goods(id, Shown.class, () -> Optional.of(new Shown("back"))))
                .contains(new Shown("back"));
    }
}
