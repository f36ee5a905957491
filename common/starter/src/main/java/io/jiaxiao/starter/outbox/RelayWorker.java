package io.jiaxiao.starter.outbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs the relay: at once after a commit, otherwise by polling; backs off while the broker or the database is away. In a rush
 * it lets events gather between its turns, because a turn costs service, database and broker nearly the same for one event and for fifty.
 */
final class RelayWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RelayWorker.class);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    /** Nobody waits for events that come so thick; a lone one, which somebody may wait for, goes at once. */
    private static final Duration GATHERING = Duration.ofMillis(200);

    /** So many within {@link #GATHERING} are a hundred a second. However few a turn sends: many turns are what is to be saved. */
    private static final int RUSH = 20;

    private final OutboxRelay relay;
    private final Duration poll;
    private final int batchSize;
    private final Semaphore nudges = new Semaphore(0);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private double sentLately;
    private long turned = System.nanoTime();
    private volatile boolean running;
    private @Nullable Thread thread;

    /** @param batchSize of the relay: who sends so many has a backlog, which is worked off without pause */
    RelayWorker(OutboxRelay relay, Duration poll, int batchSize) {
        this.relay = relay;
        this.poll = poll;
        this.batchSize = batchSize;
    }

    void nudge() {
        if (nudges.availablePermits() == 0) {
            nudges.release();
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::work);
    }

    private void work() {
        Duration backoff = Duration.ZERO;
        while (running) {
            try {
                int sent = relay.drain();
                count(sent);
                if (!backoff.isZero()) {
                    log.info("outbox relay works again");
                    backoff = Duration.ZERO;
                }
                if (sent == 0) {
                    awaitNudge(poll);
                } else if (sentLately >= RUSH && sent < batchSize) {
                    pause(GATHERING);
                }
            } catch (RuntimeException e) {
                if (backoff.isZero()) {
                    log.warn("outbox relay cannot send, events wait: {}", e.toString());
                }
                backoff = longer(backoff);
                pause(backoff);
            }
        }
    }

    /** What was sent counts for less the longer ago it is, and for nothing after {@link #GATHERING}. */
    private void count(int sent) {
        long now = System.nanoTime();
        double passed = (double) (now - turned) / GATHERING.toNanos();
        sentLately = sentLately * Math.max(0, 1 - passed) + sent;
        turned = now;
    }

    private static Duration longer(Duration backoff) {
        Duration doubled = backoff.isZero() ? Duration.ofMillis(200) : backoff.multipliedBy(2);
        return doubled.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : doubled;
    }

    /** Not cut short by nudges: neither is a broker that is away hammered by every commit, nor a rush carried one by one. */
    private void pause(Duration time) {
        try {
            boolean stopped = stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
            running = running && !stopped;
        } catch (InterruptedException e) {
            running = false;
            Thread.currentThread().interrupt();
        }
    }

    private void awaitNudge(Duration time) {
        try {
            if (nudges.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
                nudges.drainPermits();
            }
        } catch (InterruptedException e) {
            running = false;
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
        nudges.release();
        Thread worker = thread;
        if (worker != null) {
            try {
                worker.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
