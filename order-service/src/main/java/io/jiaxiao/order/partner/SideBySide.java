package io.jiaxiao.order.partner;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Does a batch of work that waits for a partner, each piece on a thread of its own, and returns when all of it is done: no piece waits
 * for another one, and the batch takes as long as its slowest. How many calls go out at once is for
 * {@link io.jiaxiao.starter.partner.PartnerGate} to say.
 */
public final class SideBySide {

    private SideBySide() {}

    /** @param failed told of whatever is thrown; the others go on */
    public static <T> void all(Collection<T> batch, Consumer<T> work, BiConsumer<T, Throwable> failed) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Future<?>, T> running = new LinkedHashMap<>();
            batch.forEach(each -> running.put(threads.submit(() -> work.accept(each)), each));
            running.forEach((future, each) -> ended(future, e -> failed.accept(each, e)));
        }
    }

    private static void ended(Future<?> future, Consumer<Throwable> failed) {
        try {
            future.get();
        } catch (ExecutionException e) {
            failed.accept(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
