package io.jiaxiao.starter.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.starter.event.EventRecord;
import io.jiaxiao.starter.event.EventTransport;
import io.jiaxiao.starter.event.EventTransportException;
import io.jiaxiao.starter.persistence.PersistenceAutoConfiguration;
import io.jiaxiao.testkit.servers.TestSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which shards get their turn, and when. */
class OutboxRelayIT {

    private static final int SHARDS = Shards.ORDINARY + Shards.URGENT;
    private static final int BATCH = 500;
    private static final AtomicLong IDS = new AtomicLong();

    private static TestSchema schema;
    private static JdbcTemplate jdbc;
    private static OutboxStore store;

    @BeforeAll
    static void open() {
        schema = TestSchema.create("relay");
        var source = schema.dataSource();
        PersistenceAutoConfiguration.migratePlatform(source);
        jdbc = new JdbcTemplate(source);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        transaction.setIsolationLevel(TransactionTemplate.ISOLATION_READ_COMMITTED);
        store = new OutboxStore(jdbc, transaction);
    }

    @BeforeEach
    void empty() {
        jdbc.update("DELETE FROM outbox");
        jdbc.update("UPDATE outbox_shard SET owner = '', lease_until = '2000-01-01'");
    }

    @AfterAll
    static void close() {
        schema.close();
    }

    @Test
    void aTopicThatFails_holdsUpItsShardOnly_andIsToldOf() {
        List<Integer> sent = new ArrayList<>();
        waits(19, "broken-events");
        waits(15, "broken-events");
        waits(18, "counter-events");
        waits(0, "counter-events");
        OutboxRelay relay = relay(events -> {
            if (events.getFirst().topic().equals("broken-events")) {
                throw new EventTransportException("no route", new IllegalStateException());
            }
            sent.add(events.getFirst().shard());
        });

        assertThatThrownBy(relay::drain).isInstanceOf(EventTransportException.class);

        assertThat(sent).containsExactly(18, 0);
        assertThat(jdbc.queryForList("SELECT topic FROM outbox", String.class))
                .hasSize(2)
                .containsOnly("broken-events");
    }

    @Test
    void underSteadyLoad_urgentShardsHaveEveryTurn_andAllOthersOneOfFour() {
        List<Integer> sent = new ArrayList<>();
        IntStream.range(0, SHARDS).forEach(shard -> waits(shard, "counter-events"));
        OutboxRelay relay = relay(events -> {
            sent.add(events.getFirst().shard());
            waits(events.getFirst().shard(), "counter-events");
        });

        for (int turn = 0; turn < 8; turn++) {
            relay.drain();
        }

        assertThat(sent).filteredOn(shard -> shard >= Shards.ORDINARY).hasSize(8 * Shards.URGENT);
        assertThat(sent.subList(0, Shards.URGENT)).allMatch(shard -> shard >= Shards.ORDINARY);
        for (int shard = 0; shard < Shards.ORDINARY; shard++) {
            int ordinary = shard;
            assertThat(sent)
                    .filteredOn(one -> one == ordinary)
                    .as("shard " + shard)
                    .hasSize(2);
        }
    }

    @Test
    void aShardJustServed_hasItsNextTurnAtOnce_whenNoOtherWaits() {
        List<Integer> sent = new ArrayList<>();
        OutboxRelay relay = relay(events -> sent.add(events.getFirst().shard()));
        for (int i = 0; i < 5; i++) {
            waits(3, "counter-events");
            assertThat(relay.drain()).isOne();
        }
        assertThat(sent).containsOnly(3).hasSize(5);
    }

    @Test
    void inARush_eventsGatherBetweenTurns_andNoneIsLeft() {
        int each = 40;
        long start = System.nanoTime();
        List<List<EventRecord>> turns = turnsOverLots(60, each, Duration.ofMillis(10));
        long pauses = (System.nanoTime() - start) / 200_000_000;
        // a full batch is a backlog, after which there is no pause
        int fullBatches = 60 * each / BATCH;
        assertThat(turns.size()).isLessThanOrEqualTo((int) pauses + fullBatches + 3);
        assertThat(turns.stream().flatMap(List::stream))
                .extracting(EventRecord::eventId)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    /** As accepted orders come: each wakes the relay, which is quick enough to send them one by one. */
    @Test
    void eventsThatComeOneByOne_gatherToo_whenTheyAreMany() {
        assertThat(turnsOverLots(400, 1, Duration.ofMillis(5))).hasSizeLessThan(400 / 5);
    }

    /**
     * Lots of so many events, so far apart.
     *
     * @return what went in each turn, until nothing was left
     */
    private static List<List<EventRecord>> turnsOverLots(int lots, int each, Duration apart) {
        List<List<EventRecord>> turns = new CopyOnWriteArrayList<>();
        var worker = worker(events -> turns.add(List.copyOf(events)));
        long start = System.nanoTime();
        worker.start();
        try {
            for (int lot = 1; lot <= lots; lot++) {
                store.insert(IntStream.range(0, each)
                        .mapToObj(i -> event(3, "counter-events"))
                        .toList());
                worker.nudge();
                LockSupport.parkNanos(start + lot * apart.toNanos() - System.nanoTime());
            }
            await().atMost(10, TimeUnit.SECONDS)
                    .until(() -> turns.stream().mapToInt(List::size).sum() == lots * each);
        } finally {
            worker.stop();
        }
        assertThat(store.waiting()).isZero();
        return turns;
    }

    @Test
    void fewEvents_goAtOnce() {
        List<EventRecord> sent = new CopyOnWriteArrayList<>();
        var worker = worker(sent::addAll);
        worker.start();
        try {
            for (int lot = 1; lot <= 10; lot++) {
                waits(3, "counter-events");
                worker.nudge();
                int expected = lot;
                await().pollInterval(Duration.ofMillis(1))
                        .atMost(Duration.ofMillis(150))
                        .until(() -> sent.size() == expected);
                LockSupport.parkNanos(20_000_000);
            }
        } finally {
            worker.stop();
        }
    }

    private static RelayWorker worker(EventTransport transport) {
        return new RelayWorker(
                new OutboxRelay(store, transport, "me", BATCH, Duration.ofSeconds(20)), Duration.ofMillis(500), BATCH);
    }

    private static OutboxRelay relay(EventTransport transport) {
        return new OutboxRelay(store, transport, "me", 10, Duration.ofSeconds(20));
    }

    private static void waits(int shard, String topic) {
        store.insert(List.of(event(shard, topic)));
    }

    private static EventRecord event(int shard, String topic) {
        return new EventRecord(
                0,
                shard,
                IDS.incrementAndGet(),
                topic,
                "CounterChanged",
                "counter-" + shard,
                "{}",
                null,
                Instant.now());
    }
}
