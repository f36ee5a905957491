package io.jiaxiao.starter.outbox;

import com.zaxxer.hikari.HikariDataSource;
import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.starter.event.BrokerTransports;
import io.jiaxiao.starter.event.EventTransport;
import io.jiaxiao.starter.persistence.BenchSource;
import io.jiaxiao.starter.persistence.PersistenceAutoConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * How fast the relay carries events from a durable database to a durable broker, in batches and one by one, in one run.
 * Prints {@code RESULT}, what, and a number, separated by tabs.
 */
public final class OutboxBench {

    /** The topic must exist. */
    public static final String TOPIC = "bench-events";

    private static final int WARM_UP = 20_000;
    private static final int BATCHED = 60_000;
    private static final int ONE_BY_ONE = 3_000;
    private static final int AGGREGATES = 10_000;
    private static final int WRITERS = 16;
    private static final Duration CONCURRENT = Duration.ofSeconds(15);
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final TransactionTemplate transaction;
    private final OutboxStore store;
    private final Outbox outbox;
    private final EventTransport transport;

    @EventType(topic = TOPIC, tag = "Measured")
    record Measured(String aggregate, long number, String text) implements DomainEvent {
        @Override
        public String aggregateId() {
            return aggregate;
        }
    }

    private OutboxBench(HikariDataSource source, EventTransport transport) {
        var jdbc = new JdbcTemplate(source);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        this.store = new OutboxStore(jdbc, transaction);
        this.transport = transport;
        var ids = new AtomicLong();
        this.outbox = new TransactionalOutbox(
                store, ids::incrementAndGet, JsonMapper.builder().build(), Clock.systemUTC(), () -> {});
    }

    /**
     * @param arguments JDBC URL of the server, schema and user, password, name server
     */
    public static void main(String[] arguments) throws Exception {
        try (var source = BenchSource.open(arguments[0], arguments[1], arguments[2], WRITERS + 4)) {
            PersistenceAutoConfiguration.migratePlatform(source);
            try (var broker = BrokerTransports.open(arguments[3])) {
                new OutboxBench(source, broker).measure();
            }
        }
    }

    private void measure() throws ExecutionException, InterruptedException {
        fill(WARM_UP);
        drain(relay("warm-up", 500));
        fill(BATCHED);
        double batched = BATCHED / seconds(() -> drain(relay("batched", 500)));
        fill(ONE_BY_ONE);
        double single = ONE_BY_ONE / seconds(() -> drain(relay("single", 1)));
        result("batched relay, events/s", batched);
        result("one by one, events/s", single);
        result("ratio", batched / single);
        result("written one per transaction by " + WRITERS + " threads and relayed meanwhile, events/s", concurrent());
    }

    private OutboxRelay relay(String owner, int batch) {
        return new OutboxRelay(store, transport, owner, batch, LEASE);
    }

    private static void drain(OutboxRelay relay) {
        while (relay.drain() > 0) {
            Thread.onSpinWait();
        }
    }

    private void fill(int events) {
        for (int from = 0; from < events; from += 500) {
            List<Measured> batch = new ArrayList<>();
            for (int i = from; i < Math.min(events, from + 500); i++) {
                batch.add(event(i));
            }
            transaction.executeWithoutResult(status -> outbox.appendAll(batch));
        }
    }

    private static Measured event(long number) {
        return new Measured("aggregate-" + number % AGGREGATES, number, "家校平台的一条事件，长度与真实事件相当 ".repeat(4));
    }

    /** Writers and relay together on the same two cores: what a service really does. */
    private double concurrent() throws ExecutionException, InterruptedException {
        var go = new AtomicBoolean(true);
        var sent = new AtomicLong();
        OutboxRelay relay = relay("concurrent", 500);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                long first = i;
                writers.add(threads.submit(() -> {
                    for (long number = first; go.get(); number += WRITERS) {
                        Measured event = event(number);
                        transaction.executeWithoutResult(status -> outbox.append(event));
                    }
                }));
            }
            long start = System.nanoTime();
            while (System.nanoTime() - start < CONCURRENT.toNanos()) {
                sent.addAndGet(relay.drain());
            }
            go.set(false);
            for (Future<?> writer : writers) {
                writer.get();
            }
            return sent.get() / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void result(String what, double value) {
        System.out.printf(Locale.ROOT, "RESULT\t%s\t%.1f%n", what, value);
    }
}
