package io.jiaxiao.starter.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.starter.persistence.PersistenceAutoConfiguration;
import io.jiaxiao.testkit.servers.TestSchema;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class IdempotencyIT {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static TestSchema schema;
    private static JdbcTemplate jdbc;
    private static Idempotency idempotency;

    record Grant(String person, long points) {}

    record Granted(long balance) {}

    @BeforeAll
    static void open() {
        schema = TestSchema.create("idempotency");
        var source = schema.dataSource();
        PersistenceAutoConfiguration.migratePlatform(source);
        jdbc = new JdbcTemplate(source);
        jdbc.execute("CREATE TABLE purse (person VARCHAR(32) PRIMARY KEY, points BIGINT NOT NULL)");
        var transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        transaction.setIsolationLevel(TransactionTemplate.ISOLATION_READ_COMMITTED);
        idempotency = new Idempotency(jdbc, transaction, STRICT, Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        schema.close();
    }

    @Test
    void theSameKeyAgain_getsTheStoredAnswerAndHasNoSecondEffect() {
        aPurse("anna");
        Granted first = grant("key-1", "anna", 5);
        assertThat(first.balance()).isEqualTo(5);
        grant("key-2", "anna", 7);
        assertThat(grant("key-1", "anna", 5)).isEqualTo(first);
        assertThat(points("anna")).isEqualTo(12);
    }

    @Test
    void theSameKeyWithAnotherBody_isRefused() {
        aPurse("bea");
        grant("key-3", "bea", 5);
        assertThatThrownBy(() -> grant("key-3", "bea", 6))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Idempotency.REUSED));
        assertThat(points("bea")).isEqualTo(5);
    }

    @Test
    void anEffectThatFails_leavesTheKeyFree() {
        aPurse("cleo");
        assertThatThrownBy(() -> idempotency.run("grant", "key-4", new Grant("cleo", 5), Granted.class, () -> {
                    add("cleo", 5);
                    throw new IllegalStateException("after the change");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(points("cleo")).isZero();
        assertThat(grant("key-4", "cleo", 5).balance()).isEqualTo(5);
    }

    @Test
    void aCopyOfOneStillAtWork_isToldSoAtOnce() throws Exception {
        aPurse("dora");
        var inside = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Granted> first =
                    threads.submit(() -> idempotency.run("grant", "key-5", new Grant("dora", 5), Granted.class, () -> {
                        inside.countDown();
                        await(finish);
                        return add("dora", 5);
                    }));
            await(inside);
            assertThatThrownBy(() -> grant("key-5", "dora", 5))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Idempotency.IN_PROGRESS));
            finish.countDown();
            assertThat(first.get(10, TimeUnit.SECONDS).balance()).isEqualTo(5);
        }
        assertThat(grant("key-5", "dora", 5).balance()).isEqualTo(5);
    }

    @Test
    void aHundredCopiesAtOnce_haveOneEffect() throws Exception {
        aPurse("emma");
        var start = new CountDownLatch(1);
        var answered = new AtomicInteger();
        List<Callable<Granted>> copies = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            copies.add(() -> {
                await(start);
                Granted granted = grant("key-6", "emma", 5);
                answered.incrementAndGet();
                return granted;
            });
        }
        try (var threads = Executors.newFixedThreadPool(32)) {
            List<Future<Granted>> all = copies.stream().map(threads::submit).toList();
            start.countDown();
            for (Future<Granted> one : all) {
                try {
                    assertThat(one.get(30, TimeUnit.SECONDS).balance()).isEqualTo(5);
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(RefusedException.class);
                }
            }
        }
        assertThat(answered).hasPositiveValue();
        assertThat(points("emma")).isEqualTo(5);
    }

    @Test
    void manyNewKeysAtOnce_doNotBlockEachOther() throws Exception {
        aPurse("fay");
        try (var threads = Executors.newFixedThreadPool(16)) {
            List<Future<Granted>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String key = "spread-" + i;
                all.add(threads.submit(() -> grant(key, "fay", 1)));
            }
            for (Future<Granted> one : all) {
                one.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(points("fay")).isEqualTo(200);
    }

    @Test
    void anAnswerANewerVersionStored_isReplayedByAnOlderOne() {
        aPurse("gina");
        Granted first = grant("key-7", "gina", 5);
        jdbc.update(
                "UPDATE idempotency SET outcome = '{\"balance\":5,\"currency\":\"points\"}' WHERE idem_key = 'key-7'");

        assertThat(grant("key-7", "gina", 5)).isEqualTo(first);
    }

    @Test
    void oldKeys_areForgottenToTheLast() {
        Timestamp old = Timestamp.from(Instant.now().minus(Idempotency.KEPT).minusSeconds(60));
        List<Object[]> rows = IntStream.range(0, 5_003)
                .mapToObj(i -> new Object[] {"forgetful", "key-" + i, "hash", old})
                .toList();
        jdbc.batchUpdate("INSERT INTO idempotency (scope, idem_key, request_hash, created_at) VALUES (?,?,?,?)", rows);

        assertThat(idempotency.forgetOld()).isEqualTo(5_003);
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM idempotency WHERE scope = 'forgetful'", Long.class))
                .isZero();
    }

    private static Granted grant(String key, String person, long points) {
        return idempotency.run("grant", key, new Grant(person, points), Granted.class, () -> add(person, points));
    }

    private static Granted add(String person, long points) {
        jdbc.update("UPDATE purse SET points = points + ? WHERE person = ?", points, person);
        return new Granted(points(person));
    }

    private static void aPurse(String person) {
        jdbc.update("INSERT INTO purse VALUES (?, 0)", person);
    }

    private static long points(String person) {
        Long points = jdbc.queryForObject("SELECT points FROM purse WHERE person = ?", Long.class, person);
        return points == null ? -1 : points;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
