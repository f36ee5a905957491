package io.jiaxiao.starter.ids;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table {@code worker_lease}. Every change is one guarded statement, so it needs no transaction and must not be run
 * inside somebody's: a lease that is rolled back would be given to two.
 */
final class WorkerLeases {

    private static final int TRIES = 20;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Duration length;
    private final Duration margin;

    WorkerLeases(JdbcClient jdbc, Clock clock, LongSupplier nanoTime, Duration length, Duration margin) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.length = length;
        this.margin = margin;
    }

    /**
     * Takes a worker id nobody holds: one whose lease ended long enough ago, else a new one.
     *
     * @throws IdsUnavailableException if all 1,024 are held
     */
    WorkerLease acquire() {
        String holder = UUID.randomUUID().toString();
        for (int i = 0; i < TRIES; i++) {
            Optional<WorkerLease> taken = takeOver(holder).or(() -> takeNew(holder));
            if (taken.isPresent()) {
                return taken.get();
            }
        }
        throw new IdsUnavailableException("all " + Snowflake.WORKERS + " worker ids are leased or contended");
    }

    /** Lengthens the lease; empty if it is no longer ours. Milliseconds up to the new ceiling are ours from then on. */
    Optional<WorkerLease> renew(WorkerLease lease, long lastMs) {
        long asked = nanoTime.getAsLong();
        long ceiling = Math.max(lease.ceilingMs(), ceilingAbove(lastMs));
        int rows = jdbc.sql(
                        """
                        UPDATE worker_lease SET lease_until = UTC_TIMESTAMP(3) + INTERVAL :length MICROSECOND,
                          last_ms = GREATEST(last_ms, :ceiling)
                        WHERE worker_id = :worker AND holder = :holder""")
                .param("length", micros(length))
                .param("ceiling", ceiling)
                .param("worker", lease.worker())
                .param("holder", lease.holder())
                .update();
        return rows == 0
                ? Optional.empty()
                : Optional.of(new WorkerLease(
                        lease.worker(), lease.holder(), lease.floorMs(), ceiling, asked + length.toNanos()));
    }

    /** Gives a worker id back at once; only for a holder that has stopped making ids at {@code lastMs}. */
    void release(WorkerLease lease, long lastMs) {
        jdbc.sql(
                        """
                        UPDATE worker_lease SET lease_until = '2024-01-01', last_ms = :lastMs
                        WHERE worker_id = :worker AND holder = :holder""")
                .param("lastMs", Math.max(lastMs, lease.floorMs()))
                .param("worker", lease.worker())
                .param("holder", lease.holder())
                .update();
    }

    private Optional<WorkerLease> takeOver(String holder) {
        List<Former> free = jdbc.sql(
                        """
                        SELECT worker_id, last_ms FROM worker_lease
                        WHERE lease_until < UTC_TIMESTAMP(3) - INTERVAL :margin MICROSECOND ORDER BY last_ms LIMIT 8""")
                .param("margin", micros(margin))
                .query((row, number) -> new Former(row.getInt("worker_id"), row.getLong("last_ms")))
                .list();
        for (Former former : free) {
            long asked = nanoTime.getAsLong();
            long ceiling = ceilingAbove(former.lastMs());
            int rows = jdbc.sql(
                            """
                            UPDATE worker_lease SET holder = :holder, last_ms = :ceiling,
                              lease_until = UTC_TIMESTAMP(3) + INTERVAL :length MICROSECOND
                            WHERE worker_id = :worker AND last_ms = :lastMs
                              AND lease_until < UTC_TIMESTAMP(3) - INTERVAL :margin MICROSECOND""")
                    .param("holder", holder)
                    .param("ceiling", ceiling)
                    .param("length", micros(length))
                    .param("worker", former.worker())
                    .param("lastMs", former.lastMs())
                    .param("margin", micros(margin))
                    .update();
            if (rows == 1) {
                return Optional.of(
                        new WorkerLease(former.worker(), holder, former.lastMs(), ceiling, asked + length.toNanos()));
            }
        }
        return Optional.empty();
    }

    private Optional<WorkerLease> takeNew(String holder) {
        int worker = jdbc.sql("SELECT COALESCE(MAX(worker_id) + 1, 0) FROM worker_lease")
                .query(Integer.class)
                .single();
        if (worker >= Snowflake.WORKERS) {
            throw new IdsUnavailableException("all " + Snowflake.WORKERS + " worker ids are leased");
        }
        long asked = nanoTime.getAsLong();
        long ceiling = ceilingAbove(Snowflake.EPOCH_MS);
        try {
            jdbc.sql(
                            """
                            INSERT INTO worker_lease (worker_id, holder, lease_until, last_ms)
                            VALUES (:worker, :holder, UTC_TIMESTAMP(3) + INTERVAL :length MICROSECOND, :ceiling)""")
                    .param("worker", worker)
                    .param("holder", holder)
                    .param("length", micros(length))
                    .param("ceiling", ceiling)
                    .update();
        } catch (DuplicateKeyException | PessimisticLockingFailureException e) {
            // Another instance took this one a moment earlier, or both were at it and ours was chosen to give way.
            return Optional.empty();
        }
        return Optional.of(new WorkerLease(worker, holder, Snowflake.EPOCH_MS, ceiling, asked + length.toNanos()));
    }

    private long ceilingAbove(long lastMs) {
        return Math.max(clock.millis(), lastMs) + length.toMillis();
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    private record Former(int worker, long lastMs) {}
}
