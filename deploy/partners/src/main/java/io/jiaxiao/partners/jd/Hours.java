package io.jiaxiao.partners.jd;

import io.jiaxiao.partners.memory.Diary;
import io.jiaxiao.partners.time.Later;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thing at a time in the whole house, now or later; what waits is dropped when the house starts anew. All that waits has
 * a number, counted in the order it was asked for, so that the diary can name what happened by itself.
 */
final class Hours {

    static final String RANG = "rang";

    private final Later later;
    private final Clock clock;
    private final Diary diary;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Waiting> recalled = new TreeMap<>();
    private boolean recalling;
    private long numbers;
    private long life;

    private record Waiting(Instant due, Runnable work) {}

    Hours(Later later, Clock clock, Diary diary) {
        this.later = later;
        this.clock = clock;
        this.diary = diary;
    }

    <T> T now(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    void after(Duration simulated, Runnable work) {
        lock.lock();
        try {
            long number = ++numbers;
            if (recalling) {
                recalled.put(number, new Waiting(clock.instant().plus(simulated), work));
            } else {
                schedule(number, simulated, work);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Something on its way to the house: it is lost when the process ends. */
    void fromOutsideAfter(Duration simulated, Runnable work) {
        lock.lock();
        try {
            long born = life;
            later.after(simulated, () -> run(born, work));
        } finally {
            lock.unlock();
        }
    }

    void startAnew(Runnable work) {
        lock.lock();
        try {
            life++;
            recalled.clear();
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /** Lives through an earlier life again, and lets what still waited at its end happen from now on. */
    void recall(Runnable reading) {
        lock.lock();
        try {
            recalling = true;
            reading.run();
            recalling = false;
            recalled.forEach((number, waiting) -> {
                Duration wait = Duration.between(clock.instant(), waiting.due());
                schedule(number, wait.isNegative() ? Duration.ZERO : wait, waiting.work());
            });
            recalled.clear();
        } finally {
            recalling = false;
            lock.unlock();
        }
    }

    /** While an earlier life is recalled: what happened by itself then. */
    void rang(long number) {
        @Nullable Waiting waiting = recalled.remove(number);
        if (waiting != null) {
            waiting.work().run();
        }
    }

    private void schedule(long number, Duration simulated, Runnable work) {
        long born = life;
        later.after(
                simulated,
                () -> run(born, () -> {
                    diary.write(RANG, clock.instant(), number);
                    work.run();
                }));
    }

    private void run(long born, Runnable work) {
        lock.lock();
        try {
            if (born == life) {
                work.run();
            }
        } finally {
            lock.unlock();
        }
    }
}
