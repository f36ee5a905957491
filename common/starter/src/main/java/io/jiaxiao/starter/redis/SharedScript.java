package io.jiaxiao.starter.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.redisson.client.RedisException;

/**
 * A script whose callers share the way to Redis when there are many: then those of some milliseconds go together in one call, which costs
 * the client far more than its script costs Redis. One alone goes at once. Each is run for itself, in the order of asking, and an error of
 * one is its own.
 *
 * <p>The script returns a number or a text. On a cluster all keys of all callers have to be on one node.
 */
public final class SharedScript {

    /** There are many when so many asked within {@link #RUSH_NANOS}: a thousand a second. */
    private static final int MANY = 8;

    private static final long RUSH_NANOS = 8_000_000;

    /** From one call to the next while there are many. */
    private static final long GATHERING_NANOS = 3_000_000;

    private final Redis redis;
    private final ScriptForEach script;
    private final Duration patience;
    private final int together;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Question> waiting = new ArrayList<>();
    private final long[] asked = new long[MANY];
    private int turn;
    private long sent = System.nanoTime() - GATHERING_NANOS;
    private boolean gathering;

    /**
     * @param text     in Lua, with {@code KEYS} and {@code ARGV}; no per cent sign is special in it
     * @param patience how long a caller waits
     * @param together at most so many callers in a call, since Redis does nothing else meanwhile
     */
    public SharedScript(Redis redis, String text, Duration patience, int together) {
        this.redis = redis;
        this.script = new ScriptForEach(text);
        this.patience = patience;
        this.together = together;
        Arrays.fill(asked, System.nanoTime() - RUSH_NANOS);
    }

    private record Question(ScriptForEach.Caller caller, CompletableFuture<String> answer) {}

    /**
     * @return what the script returned, a number in digits
     * @throws RedisAwayException not connected, no answer in time, or an error; what was asked may have happened
     */
    public String ask(List<?> keys, List<?> arguments) throws RedisAwayException {
        var question = new Question(new ScriptForEach.Caller(keys, arguments), new CompletableFuture<>());
        join(question);
        return Redis.await(question.answer, patience);
    }

    private void join(Question question) {
        List<Question> call = List.of();
        lock.lock();
        try {
            long now = System.nanoTime();
            boolean many = now - asked[turn] < RUSH_NANOS;
            asked[turn] = now;
            turn = (turn + 1) % MANY;
            waiting.add(question);
            long left = many ? sent + GATHERING_NANOS - now : 0;
            if (left <= 0 || waiting.size() >= together) {
                call = next(now);
            } else if (!gathering) {
                gathering = true;
                CompletableFuture.delayedExecutor(left, TimeUnit.NANOSECONDS).execute(this::gathered);
            }
        } finally {
            lock.unlock();
        }
        send(call);
    }

    private void gathered() {
        List<Question> call;
        lock.lock();
        try {
            gathering = false;
            call = next(System.nanoTime());
        } finally {
            lock.unlock();
        }
        send(call);
    }

    /** Who has given up meanwhile is left out. */
    private List<Question> next(long now) {
        List<Question> call =
                waiting.stream().filter(question -> !question.answer.isDone()).toList();
        waiting.clear();
        sent = now;
        return call;
    }

    private void send(List<Question> call) {
        if (call.isEmpty()) {
            return;
        }
        CompletionStage<List<ScriptForEach.Answer>> reply;
        try {
            reply = script.run(
                    redis.client(), call.stream().map(Question::caller).toList());
        } catch (RuntimeException e) {
            // not connected, or shut down meanwhile: whoever sends, all of the call are told
            failed(call, e);
            return;
        }
        var unused = reply.whenComplete((answers, e) -> {
            if (e == null) {
                answered(call, answers);
            } else {
                failed(call, e);
            }
        });
    }

    private static void answered(List<Question> call, List<ScriptForEach.Answer> answers) {
        for (int i = 0; i < call.size(); i++) {
            CompletableFuture<String> asked = call.get(i).answer;
            switch (answers.get(i)) {
                case ScriptForEach.Answer.Done(String text) -> asked.complete(text);
                case ScriptForEach.Answer.Failed(String error) ->
                    asked.completeExceptionally(new RedisException(error));
            }
        }
    }

    private static void failed(List<Question> call, Throwable e) {
        call.forEach(question -> question.answer.completeExceptionally(e));
    }
}
