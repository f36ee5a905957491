package io.jiaxiao.starter.ids;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Ids under a leased worker id. One thread of its own talks to the database, so a caller's transaction never holds the
 * lease; callers read a volatile field. Without a valid lease ids are refused, and given again once it is renewed.
 */
final class LeasedIds implements Ids, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LeasedIds.class);
    private static final Duration FIRST_LEASE_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

    private final Snowflake snowflake;
    private final WorkerLeases leases;
    private final LongSupplier nanoTime;
    private final Duration renewEvery;
    private final Duration tick;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ids-lease").daemon().factory());

    private volatile @Nullable WorkerLease lease;
    private volatile boolean running;
    private long renewedAt;
    private boolean failing;

    LeasedIds(Snowflake snowflake, WorkerLeases leases, LongSupplier nanoTime, Duration renewEvery) {
        this.snowflake = snowflake;
        this.leases = leases;
        this.nanoTime = nanoTime;
        this.renewEvery = renewEvery;
        this.tick = renewEvery.compareTo(LONGEST_TICK) < 0 ? renewEvery : LONGEST_TICK;
    }

    @Override
    public long next() {
        WorkerLease held = lease;
        if (held == null) {
            held = firstLease();
        }
        if (!held.validAt(nanoTime.getAsLong())) {
            throw new IdsUnavailableException("worker id " + held.worker() + " could not be renewed in time");
        }
        OptionalLong id = snowflake.next(held);
        int worker = held.worker();
        return id.orElseThrow(() -> new IdsUnavailableException(
                running
                        ? "the lease of worker id " + worker + " does not reach this moment of the clock"
                        : "the service is stopping"));
    }

    @Override
    public void start() {
        running = true;
        background.scheduleWithFixedDelay(this::tick, 0, tick.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Refuses from now on, then gives the worker id back with the exact end of what was used. */
    @Override
    public void stop() {
        running = false;
        long lastMs = snowflake.close();
        background.shutdown();
        try {
            if (background.awaitTermination(10, TimeUnit.SECONDS)) {
                giveBack(lastMs);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** First to start and last to stop: everything else may want ids while it does. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1000;
    }

    private WorkerLease firstLease() {
        try {
            Future<WorkerLease> coming = background.submit(this::leaseOrAcquire);
            return coming.get(FIRST_LEASE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IdsUnavailableException("no worker id could be leased", e);
        } catch (TimeoutException | RejectedExecutionException e) {
            throw new IdsUnavailableException("no worker id has been leased yet", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IdsUnavailableException("interrupted while waiting for a worker id", e);
        }
    }

    private void tick() {
        try {
            WorkerLease held = lease;
            if (held == null) {
                leaseOrAcquire();
            } else if (failing || nanoTime.getAsLong() - renewedAt >= renewEvery.toNanos()) {
                renew(held);
            }
            if (failing) {
                failing = false;
                log.info("worker id lease works again");
            }
        } catch (RuntimeException e) {
            if (!failing) {
                failing = true;
                log.warn("worker id lease not renewed, trying every {} ms: {}", tick.toMillis(), e.toString());
            }
        }
    }

    private WorkerLease leaseOrAcquire() {
        WorkerLease held = lease;
        if (held == null) {
            held = leases.acquire();
            hold(held);
            log.info("makes ids as worker {}", held.worker());
        }
        return held;
    }

    private void renew(WorkerLease held) {
        WorkerLease renewed = leases.renew(held, snowflake.lastMs()).orElse(null);
        if (renewed == null) {
            renewed = leases.acquire();
            log.warn(
                    "worker id {} went to another instance, makes ids as worker {} now",
                    held.worker(),
                    renewed.worker());
        }
        hold(renewed);
    }

    private void hold(WorkerLease next) {
        lease = next;
        renewedAt = nanoTime.getAsLong();
    }

    private void giveBack(long lastMs) {
        WorkerLease held = lease;
        if (held == null) {
            return;
        }
        try {
            leases.release(held, lastMs);
        } catch (RuntimeException e) {
            log.info("worker id {} is left to its lease: {}", held.worker(), e.toString());
        }
    }
}
