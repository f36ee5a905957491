package io.jiaxiao.partners.time;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work for a later simulated moment. A change of the clock's scale moves what already waits. Each piece of work runs
 * on a virtual thread of its own; what is still waiting when the application stops never runs.
 */
public final class Later implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Later.class);

    private final SimulatedClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Due> waiting = new PriorityQueue<>();
    private final Thread timer;
    private long arrivals;
    private boolean closed;

    private record Due(Instant at, long arrival, Runnable work) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(arrival, other.arrival);
        }
    }

    public Later(SimulatedClock clock) {
        this.clock = clock;
        clock.onChange(this::wake);
        this.timer = Thread.ofVirtual().name("later").start(this::run);
    }

    /** Runs the work after so much simulated time; at once, on another thread, when the delay is zero. */
    public void after(Duration simulated, Runnable work) {
        lock.lock();
        try {
            waiting.add(new Due(clock.instant().plus(simulated), arrivals++, work));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Blocks the caller for so much simulated time, or until the application stops or the caller is interrupted. */
    public void await(Duration simulated) {
        Instant due = clock.instant().plus(simulated);
        lock.lock();
        try {
            while (!closed && clock.instant().isBefore(due)) {
                changed.awaitNanos(clock.realTimeUntil(due).toNanos());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        lock.lock();
        try {
            while (!closed) {
                Due next = waiting.peek();
                if (next == null) {
                    changed.await();
                } else if (clock.instant().isBefore(next.at())) {
                    changed.awaitNanos(clock.realTimeUntil(next.at()).toNanos());
                } else {
                    waiting.poll();
                    Thread.startVirtualThread(() -> perform(next.work()));
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private static void perform(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            log.error("Work of a simulated partner failed", failure);
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        timer.interrupt();
    }
}
