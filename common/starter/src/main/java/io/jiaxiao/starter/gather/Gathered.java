package io.jiaxiao.starter.gather;

import io.jiaxiao.kernel.Refusal;
import java.time.Duration;
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

/**
 * Asks for single things in few calls: who asks while a call is under way is in the next one, and at a hundred a second and more
 * calls begin 8 ms apart (see {@link Company}). So an answer costs the database or the neighbour less the more are asked for, and waits
 * for what is under way and its own call. What is asked sees nothing of the caller's transaction.
 *
 * @param <K> what is asked for, equal when it is the same
 * @param <V> what is answered
 */
public final class Gathered<K, V> implements AutoCloseable {

    /** Two, so that one call can be made ready while the other is answered. */
    private static final int CALLS_AT_ONCE = 2;

    private static final int TOGETHER = 200;

    /** At a hundred a second and more. */
    private static final Duration APART = Duration.ofMillis(8);

    /** More than so many wait only when nobody answers. */
    private static final int MOST_WAITING = 10_000;

    private static final Refusal BUSY = Refusal.unavailable("TRY_AGAIN", "系统繁忙，请稍后再试");

    private final Function<List<K>, Map<K, V>> call;
    private final int together;
    private final Company company;
    private final BlockingQueue<Asked<K, V>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    /** One takes all who wait: two at it would share them, and ask for the same thing twice. */
    private final ReentrantLock gathering = new ReentrantLock();

    private final List<Thread> callers;

    /** @param call what is there of so many different keys, in one statement; what is not there is missing */
    public Gathered(String name, Function<List<K>, Map<K, V>> call) {
        this(name, TOGETHER, call);
    }

    /** @param together at most so many in a call */
    public Gathered(String name, int together, Function<List<K>, Map<K, V>> call) {
        this.call = call;
        this.together = together;
        this.company = new Company(APART, together);
        this.callers = IntStream.range(0, CALLS_AT_ONCE)
                .mapToObj(i -> Thread.ofVirtual().name(name + "-" + i).start(this::work))
                .toList();
    }

    private record Asked<K, V>(K key, CompletableFuture<Optional<V>> answer) {}

    /**
     * The call it is in begins after this one did. Who gives up waiting cancels: what is not yet under way is left out then.
     *
     * @return fails with what the call failed with, or with a refusal of 503 when too many wait
     */
    public CompletableFuture<Optional<V>> find(K key) {
        var answer = new CompletableFuture<Optional<V>>();
        company.comes();
        if (!waiting.offer(new Asked<>(key, answer))) {
            answer.completeExceptionally(BUSY.asException());
        }
        return answer;
    }

    /**
     * The same, for who waits.
     *
     * @throws RuntimeException as the call it was in
     * @throws io.jiaxiao.kernel.RefusedException 503 when too many wait
     */
    public Optional<V> get(K key) {
        try {
            return find(key).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    int waiting() {
        return waiting.size();
    }

    private void work() {
        List<Asked<K, V>> next = new ArrayList<>(together);
        try {
            while (true) {
                gather(next);
                next.removeIf(asked -> asked.answer().isDone());
                if (!next.isEmpty()) {
                    answer(next);
                }
                next.clear();
            }
        } catch (InterruptedException stop) {
            next.forEach(asked -> asked.answer().completeExceptionally(BUSY.asException()));
            Thread.currentThread().interrupt();
        }
    }

    private void gather(List<Asked<K, V>> next) throws InterruptedException {
        gathering.lockInterruptibly();
        try {
            next.add(waiting.take());
            company.gather(waiting, next, together);
        } finally {
            gathering.unlock();
        }
    }

    private void answer(List<Asked<K, V>> asked) {
        Map<K, List<CompletableFuture<Optional<V>>>> byKey = new LinkedHashMap<>();
        asked.forEach(one ->
                byKey.computeIfAbsent(one.key(), key -> new ArrayList<>(1)).add(one.answer()));
        try {
            Map<K, V> found = call.apply(List.copyOf(byKey.keySet()));
            byKey.forEach((key, answers) -> {
                Optional<V> value = Optional.ofNullable(found.get(key));
                answers.forEach(answer -> answer.complete(value));
            });
        } catch (Throwable e) {
            // Whatever it is, those who asked are told, and the next who ask are asked for.
            asked.forEach(one -> one.answer().completeExceptionally(e));
        }
    }

    @Override
    public void close() {
        callers.forEach(Thread::interrupt);
    }
}
