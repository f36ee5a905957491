package io.jiaxiao.starter.persistence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * Reads single things in few statements: who asks while a read is under way is in the next one. So an answer costs the database
 * less the more are asked for, and waits for what is under way and its own read at most. For reads outside transactions only.
 *
 * @param <K> what is asked for, equal when it is the same
 * @param <V> what is found
 */
public final class GatheredReads<K, V> implements AutoCloseable {

    /** Two, so that one statement can be made ready while the database is at the other. */
    private static final int READERS = 2;

    private static final int AT_ONCE = 200;

    /** More than so many wait only when the database does not answer. */
    private static final int MOST_WAITING = 10_000;

    private final Function<List<K>, Map<K, V>> read;
    private final BlockingQueue<Asked<K, V>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    /** One reader takes all who wait: two at it would share them, and read the same thing twice. */
    private final ReentrantLock gathering = new ReentrantLock();

    private final List<Thread> readers;

    /** @param read what is there of so many different keys, in one statement; what is not there is missing */
    public GatheredReads(String name, Function<List<K>, Map<K, V>> read) {
        this.read = read;
        this.readers = IntStream.range(0, READERS)
                .mapToObj(i -> Thread.ofVirtual().name(name + "-" + i).start(this::work))
                .toList();
    }

    private record Asked<K, V>(K key, CompletableFuture<Optional<V>> answer) {}

    /** The read begins after this call did. */
    public CompletableFuture<Optional<V>> find(K key) {
        var answer = new CompletableFuture<Optional<V>>();
        if (!waiting.offer(new Asked<>(key, answer))) {
            answer.completeExceptionally(
                    new TransientDataAccessResourceException(MOST_WAITING + " reads wait for the database"));
        }
        return answer;
    }

    /**
     * The same, for who waits.
     *
     * @throws org.springframework.dao.DataAccessException as the statement it was in
     */
    public Optional<V> get(K key) {
        try {
            return find(key).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void work() {
        List<Asked<K, V>> next = new ArrayList<>(AT_ONCE);
        try {
            while (true) {
                gather(next);
                answer(next);
                next.clear();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void gather(List<Asked<K, V>> next) throws InterruptedException {
        gathering.lockInterruptibly();
        try {
            next.add(waiting.take());
            waiting.drainTo(next, AT_ONCE - 1);
        } finally {
            gathering.unlock();
        }
    }

    private void answer(List<Asked<K, V>> asked) {
        Map<K, List<CompletableFuture<Optional<V>>>> byKey = new LinkedHashMap<>();
        asked.forEach(one ->
                byKey.computeIfAbsent(one.key(), key -> new ArrayList<>(1)).add(one.answer()));
        try {
            Map<K, V> found = read.apply(List.copyOf(byKey.keySet()));
            byKey.forEach((key, answers) -> {
                Optional<V> value = Optional.ofNullable(found.get(key));
                answers.forEach(answer -> answer.complete(value));
            });
        } catch (Throwable e) {
            // Whatever it is, those who asked are told, and the reader goes on with those who ask next.
            asked.forEach(one -> one.answer().completeExceptionally(e));
        }
    }

    @Override
    public void close() {
        readers.forEach(Thread::interrupt);
    }
}
