package io.jiaxiao.partners.jd;

import io.jiaxiao.partners.time.Later;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One thing at a time in the whole house, now or later; what waits is dropped when the house starts anew. */
final class Hours {

    private final Later later;
    private final ReentrantLock lock = new ReentrantLock();
    private long life;

    Hours(Later later) {
        this.later = later;
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
            work.run();
        } finally {
            lock.unlock();
        }
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
