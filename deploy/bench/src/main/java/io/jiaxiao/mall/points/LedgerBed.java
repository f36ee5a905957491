package io.jiaxiao.mall.points;

import com.zaxxer.hikari.HikariDataSource;
import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.contracts.mall.RedemptionAccepted;
import io.jiaxiao.kernel.Points;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.points.domain.BrokenInvariant;
import io.jiaxiao.mall.points.domain.LedgerCommand;
import io.jiaxiao.mall.points.domain.Outcome;
import io.jiaxiao.mall.points.domain.SystemAccount;
import io.jiaxiao.mall.points.store.LedgerAudit;
import io.jiaxiao.mall.points.store.LedgerBalances;
import io.jiaxiao.mall.points.store.LedgerReads;
import io.jiaxiao.mall.points.store.LedgerWrites;
import io.jiaxiao.starter.outbox.BenchOutbox;
import io.jiaxiao.starter.outbox.Outbox;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The ledger as the service has it, with accounts that never run dry and clients that ask as fast as they are answered. */
final class LedgerBed implements AutoCloseable {

    private static final int LOTS = 3;
    private static final long GRANTED = 1_000_000_000L;
    private static final int GRANT_BATCH = 512;

    private final AtomicLong ids = new AtomicLong(System.currentTimeMillis() << 20);
    private final TransactionTemplate template;
    private final LedgerTransaction transaction;
    private final GroupCommitLedger ledger;
    private final LedgerAudit audit;
    private final CommandKeys keys = new CommandKeys(JsonMapper.builder().build());
    private final HandWritten handWritten;
    private int accounts;

    LedgerBed(HikariDataSource source, int writers) {
        var jdbc = new JdbcTemplate(source);
        var transactions = new JdbcTransactionManager(source);
        template = new TransactionTemplate(transactions);
        Outbox outbox = BenchOutbox.on(jdbc, template, ids::incrementAndGet);
        var companions = new Companions(List.of(new Orders(outbox)));
        transaction = new LedgerTransaction(
                template,
                new LedgerReads(jdbc),
                new LedgerWrites(jdbc),
                companions,
                outbox,
                ids::incrementAndGet,
                Clock.systemUTC(),
                7);
        var settings = new LedgerProperties(
                writers,
                512,
                4096,
                Duration.ofMillis(20),
                Duration.ofSeconds(60),
                7,
                Duration.ofMinutes(1),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10));
        ledger = PointsConfiguration.of(
                transaction,
                companions,
                new LedgerBalances(jdbc),
                Clock.systemUTC(),
                new SimpleMeterRegistry(),
                settings);
        audit = new LedgerAudit(jdbc, List.of(), transactions);
        handWritten = new HandWritten(jdbc, template, outbox, ids::incrementAndGet);
        ledger.start();
    }

    /** What an order is to the ledger: something that commits with its hold. */
    record Order(String channel, long sku) implements HoldCompanion.Payload {}

    /** Writes the order's event. */
    private record Orders(Outbox outbox) implements HoldCompanion<Order> {

        @Override
        public Class<Order> payload() {
            return Order.class;
        }

        @Override
        public Batch<Order> open(List<Order> payloads) {
            List<RedemptionAccepted> events = new ArrayList<>(payloads.size());
            Instant now = Instant.now(Clock.systemUTC());
            return new Batch<>() {
                @Override
                public Optional<Refusal> admit(Order order, long holdId) {
                    events.add(event(order, holdId, now));
                    return Optional.empty();
                }

                @Override
                public void write() {
                    outbox.appendAll(events);
                }
            };
        }
    }

    static RedemptionAccepted event(Order order, long holdId, Instant now) {
        return new RedemptionAccepted(Long.toString(holdId), Long.toString(order.sku()), order.channel(), 1, now);
    }

    /** Opens accounts with a few lots each. */
    void open(int number) {
        accounts = number;
        List<LedgerCommand> batch = new ArrayList<>();
        for (int lot = 0; lot < LOTS; lot++) {
            for (long person = 1; person <= number; person++) {
                batch.add(new LedgerCommand.Grant(
                        keys.of(ProductLine.AIXUE, UUID.randomUUID().toString(), "open"),
                        person,
                        ProductLine.values()[lot],
                        "OPENING",
                        GRANTED,
                        Instant.now(Clock.systemUTC()).plus(Duration.ofDays(100 + lot)),
                        SystemAccount.ISSUED,
                        null));
                if (batch.size() == GRANT_BATCH) {
                    transaction.run(batch);
                    batch.clear();
                }
            }
        }
        transaction.run(batch);
    }

    /** Chooses whose points are held next. */
    interface Picker {
        long next(SplittableRandom random);
    }

    Picker uniform() {
        return random -> 1 + random.nextInt(accounts);
    }

    Picker one() {
        return random -> 1;
    }

    /** The k-th account is chosen with a weight of 1/k; which accounts are popular is drawn at random. */
    Picker zipf() {
        double[] cumulated = new double[accounts];
        double sum = 0;
        for (int i = 0; i < accounts; i++) {
            sum += 1.0 / (i + 1);
            cumulated[i] = sum;
        }
        List<Long> people = new ArrayList<>();
        for (long person = 1; person <= accounts; person++) {
            people.add(person);
        }
        java.util.Collections.shuffle(people, new Random(1));
        double total = sum;
        return random -> {
            int at = Arrays.binarySearch(cumulated, random.nextDouble() * total);
            return people.get(Math.min(accounts - 1, at < 0 ? -at - 1 : at));
        };
    }

    /** One way to hold a point. */
    interface Way {
        void hold(String key, long holdId, long person, Order order);
    }

    Way batched() {
        return (key, holdId, person, order) -> {
            if (!(ledger.hold(new HoldPoints(key, holdId, person, Points.of(1), "REDEMPTION", order))
                    instanceof HoldResult.Held)) {
                throw new IllegalStateException("a hold was refused");
            }
        };
    }

    Way oneByOne() {
        return (key, holdId, person, order) -> {
            var command = new LedgerCommand.Hold(
                    keys.own(key, "hold", Long.toString(person), "1", keys.fingerprint(order)),
                    holdId,
                    person,
                    1,
                    "REDEMPTION",
                    order);
            if (!(transaction.run(List.of(command)).getFirst() instanceof Outcome.Held)) {
                throw new IllegalStateException("a hold was refused");
            }
        };
    }

    Way forUpdate() {
        return handWritten::hold;
    }

    record Measured(double perSecond, double p99Millis) {}

    Measured run(Way way, Picker picker, int clients, int seconds) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        var failure = new AtomicReference<Throwable>();
        List<long[]> latencies = new ArrayList<>();
        int[] counts = new int[clients];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            int client = i;
            long[] mine = new long[Math.max(1_000, seconds * 60_000 / clients)];
            latencies.add(mine);
            threads.add(Thread.ofVirtual().start(() -> {
                var random = new SplittableRandom(client);
                try {
                    for (long now = System.nanoTime(); now < end && failure.get() == null; ) {
                        long person = picker.next(random);
                        String key = new UUID(random.nextLong(), ids.incrementAndGet()).toString();
                        way.hold(key, ids.incrementAndGet(), person, new Order("kefei", person));
                        long done = System.nanoTime();
                        mine[counts[client]++ % mine.length] = done - now;
                        now = done;
                    }
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the measurement failed", failure.get());
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        long total = Arrays.stream(counts).asLongStream().sum();
        return new Measured(total / elapsed, p99(latencies, counts));
    }

    private static double p99(List<long[]> latencies, int[] counts) {
        long[] all = new long
                [IntStream.range(0, counts.length)
                        .map(i -> Math.min(counts[i], latencies.get(i).length))
                        .sum()];
        int size = 0;
        for (int i = 0; i < counts.length; i++) {
            int known = Math.min(counts[i], latencies.get(i).length);
            System.arraycopy(latencies.get(i), 0, all, size, known);
            size += known;
        }
        Arrays.sort(all, 0, size);
        return size == 0 ? 0 : all[(int) (size * 0.99)] / 1e6;
    }

    void requireInvariants() {
        List<BrokenInvariant> broken = audit.broken();
        if (!broken.isEmpty()) {
            throw new IllegalStateException("the ledger is wrong after the measurement: " + broken);
        }
    }

    @Override
    public void close() {
        ledger.stop();
    }
}
