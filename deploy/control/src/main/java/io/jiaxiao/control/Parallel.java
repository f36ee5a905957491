package io.jiaxiao.control;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

final class Parallel {

    private Parallel() {}

    /**
     * Runs them in order, so many at a time. After a failure nothing more is begun, what has begun is let finish, and
     * the first failure comes out.
     */
    static void run(int atATime, List<? extends Runnable> works) {
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<?>> futures = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(atATime)) {
            for (Runnable work : works) {
                futures.add(executor.submit(() -> {
                    if (failed.get()) {
                        return;
                    }
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        failed.set(true);
                        throw e;
                    }
                }));
            }
        }
        futures.forEach(Parallel::rethrow);
    }

    private static void rethrow(Future<?> ended) {
        try {
            ended.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("Interrupted");
        }
    }
}
