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
import java.util.concurrent.atomic.AtomicInteger;
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
        int lots = 60;
        int each = 40;
        List<EventRecord> sent = new CopyOnWriteArrayList<>();
        var turns = new AtomicInteger();
        var worker = worker(events -> {
            sent.addAll(events);
            turns.incrementAndGet();
        });
        long start = System.nanoTime();
        worker.start();
        try {
            for (int lot = 0; lot < lots; lot++) {
                store.insert(IntStream.range(0, each)
                        .mapToObj(i -> event(3, "counter-events"))
                        .toList());
                worker.nudge();
                LockSupport.parkNanos(10_000_000);
            }
            await().atMost(10, TimeUnit.SECONDS).until(() -> sent.size() == lots * each);
        } finally {
            worker.stop();
        }
        long pauses = (System.nanoTime() - start) / 200_000_000;
        // a full batch is a backlog, after which there is no pause
        int fullBatches = lots * each / 500;
        assertThat(turns.get()).isLessThanOrEqualTo((int) pauses + fullBatches + 3);
        assertThat(sent)
                .extracting(EventRecord::eventId)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(store.waiting()).isZero();
    }

    /** As accepted orders come: each wakes the relay, which is quick enough to send them one by one. */
    @Test
    void eventsThatComeOneByOne_gatherToo_whenTheyAreMany() {
        int lots = 400;
        List<EventRecord> sent = new CopyOnWriteArrayList<>();
        var turns = new AtomicInteger();
        var worker = worker(events -> {
            sent.addAll(events);
            turns.incrementAndGet();
        });
        long start = System.nanoTime();
        worker.start();
        try {
            for (int lot = 0; lot < lots; lot++) {
                waits(3, "counter-events");
                worker.nudge();
                LockSupport.parkNanos(start + (lot + 1) * 5_000_000L - System.nanoTime());
            }
            await().atMost(10, TimeUnit.SECONDS).until(() -> sent.size() == lots);
        } finally {
            worker.stop();
        }
        assertThat(turns.get()).isLessThan(lots / 5);
        assertThat(store.waiting()).isZero();
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
                new OutboxRelay(store, transport, "me", 500, Duration.ofSeconds(20)), Duration.ofMillis(500), 500);
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
