package io.jiaxiao.starter.outbox;

import io.jiaxiao.starter.event.EventRecord;
import io.jiaxiao.starter.event.EventTransport;
import io.jiaxiao.starter.event.EventTransportException;
import io.jiaxiao.starter.inbox.Inbox;
import io.jiaxiao.starter.persistence.PersistenceAutoConfiguration;
import io.jiaxiao.testkit.servers.TestSchema;
import io.jiaxiao.testkit.simulation.CrashPoints;
import io.jiaxiao.testkit.simulation.CrashingDataSource;
import io.jiaxiao.testkit.simulation.World;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * A producer that counts, two relays, a broker that loses answers, and a consumer, on a real database whose user can die
 * at any call. The producer's table is the truth: what it committed must arrive once and in order.
 */
final class CounterWorld implements World {

    static final int COUNTERS = 4;

    final CrashingDataSource source;
    final CrashPoints broker = new CrashPoints();
    final JdbcTemplate jdbc;
    final List<String> violations = new ArrayList<>();
    private final TestSchema schema;
    private final TransactionTemplate transaction;
    private final JsonMapper json = JsonMapper.builder().build();
    private final AtomicLong ids = new AtomicLong();
    private final List<EventRecord> brokerLog = new ArrayList<>();
    private final Map<Integer, List<EventRecord>> queues = new TreeMap<>();
    private final Map<Integer, Integer> offsets = new TreeMap<>();
    private final Outbox outbox;
    private final Inbox inbox;
    private final OutboxRelay first;
    private final OutboxRelay second;
    private boolean failAfterStoring;
    private boolean stall;

    CounterWorld() {
        schema = TestSchema.create("outbox");
        // no pool: a crash must not leave half-dead connections for the process that starts after it
        DataSource real = new DriverManagerDataSource(schema.jdbcUrl(), schema.user(), schema.password());
        PersistenceAutoConfiguration.migratePlatform(real);
        source = new CrashingDataSource(real);
        jdbc = new JdbcTemplate(source);
        var manager = new JdbcTransactionManager(source);
        transaction = new TransactionTemplate(manager);
        transaction.setIsolationLevel(TransactionTemplate.ISOLATION_READ_COMMITTED);
        var plain = new JdbcTemplate(real);
        plain.execute("CREATE TABLE counter (name VARCHAR(64) PRIMARY KEY, value BIGINT NOT NULL)");
        plain.execute("CREATE TABLE seen (name VARCHAR(64) PRIMARY KEY, value BIGINT NOT NULL)");
        for (int i = 0; i < COUNTERS; i++) {
            plain.update("INSERT INTO counter VALUES (?, 0)", "counter-" + i);
            plain.update("INSERT INTO seen VALUES (?, 0)", "counter-" + i);
        }
        var store = new OutboxStore(jdbc, transaction);
        outbox = new TransactionalOutbox(store, ids::incrementAndGet, json, Clock.systemUTC(), () -> {});
        inbox = new Inbox(jdbc, transaction, Clock.systemUTC());
        EventTransport transport = this::store;
        first = new OutboxRelay(store, transport, "first", 3, Duration.ofSeconds(20));
        second = new OutboxRelay(store, transport, "second", 3, Duration.ofSeconds(20));
    }

    /** The producer's use case: a guarded change and its event, in one transaction. */
    void count(String counter, int times) {
        transaction.executeWithoutResult(status -> {
            List<CounterChanged> events = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                jdbc.update("UPDATE counter SET value = value + 1 WHERE name = ?", counter);
                events.add(new CounterChanged(counter, value("counter", counter)));
            }
            outbox.appendAll(events);
        });
    }

    void relay(boolean firstOne) {
        try {
            (firstOne ? first : second).drain();
        } catch (EventTransportException expected) {
            failAfterStoring = false;
        }
    }

    /** The next send stores what it got but its answer is lost. */
    void loseNextAnswer() {
        failAfterStoring = true;
    }

    /** The next sender pauses until its lease is over and the other relay has sent. */
    void stallNextSend() {
        stall = true;
    }

    private void store(List<EventRecord> events) {
        if (stall) {
            stall = false;
            jdbc.update("UPDATE outbox_shard SET lease_until = '2000-01-01'");
            second.drain();
        }
        broker.reached("before the broker stores");
        for (EventRecord event : events) {
            brokerLog.add(event);
            queues.computeIfAbsent(event.shard(), shard -> new ArrayList<>()).add(event);
        }
        broker.reached("after the broker stored");
        if (failAfterStoring) {
            throw new EventTransportException("the answer was lost", new IllegalStateException());
        }
    }

    /** The consumer takes up to {@code most} events of each queue, beginning {@code back} before where it was. */
    void deliver(int most, int back) {
        queues.forEach((queue, events) -> {
            int from = Math.max(0, offsets.getOrDefault(queue, 0) - back);
            int to = Math.min(events.size(), from + most);
            for (int i = from; i < to; i++) {
                take(events.get(i));
                offsets.merge(queue, i + 1, Math::max);
            }
        });
    }

    private void take(EventRecord event) {
        CounterChanged changed = json.readValue(event.payload(), CounterChanged.class);
        inbox.once("seer", event.eventId(), () -> {
            long last = value("seen", changed.counter());
            if (changed.value() != last + 1) {
                violations.add(changed.counter() + " went from " + last + " to " + changed.value());
            }
            jdbc.update("UPDATE seen SET value = ? WHERE name = ?", changed.value(), changed.counter());
        });
    }

    /** Faults are over: everything that was committed arrives. */
    void settle() {
        source.restart();
        broker.disarm();
        failAfterStoring = false;
        stall = false;
        jdbc.update("UPDATE outbox_shard SET lease_until = '2000-01-01'");
        for (int i = 0; i < 10_000 && first.drain() > 0; i++) {
            deliver(1000, 2);
        }
        deliver(100_000, 2);
    }

    long value(String table, String counter) {
        Long value = jdbc.queryForObject("SELECT value FROM " + table + " WHERE name = ?", Long.class, counter);
        return value == null ? -1 : value;
    }

    long waiting() {
        Long rows = jdbc.queryForObject("SELECT COUNT(*) FROM outbox", Long.class);
        return rows == null ? -1 : rows;
    }

    int sentInAll() {
        return brokerLog.size();
    }

    @Override
    public void restart() {
        source.restart();
        broker.disarm();
    }

    @Override
    public void close() {
        schema.close();
    }
}
