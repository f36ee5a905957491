package io.jiaxiao.starter.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.redisson.api.RScript;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;

/**
 * A script whose callers share the way to Redis when there are many: then those of some milliseconds go together in one call, which costs
 * the client far more than its script costs Redis. One alone goes at once. Each is run for itself, in the order of asking, and an error of
 * one is its own.
 *
 * <p>The script returns a number or a text. On a cluster all keys of all callers have to be on one node.
 */
public final class SharedScript {

    private static final char DONE = '+';

    /** Runs the script once for each caller: how many, then of each its numbers of keys and of arguments, then all arguments. */
    private static final String FOR_EACH =
            """
            local function once(KEYS, ARGV)
            %s
            end
            local answers = {}
            local callers = tonumber(ARGV[1])
            local key, argument = 0, 1 + 2 * callers
            for caller = 1, callers do
              local keys, arguments = {}, {}
              for i = 1, tonumber(ARGV[2 * caller]) do keys[i] = KEYS[key + i] end
              for i = 1, tonumber(ARGV[2 * caller + 1]) do arguments[i] = ARGV[argument + i] end
              key, argument = key + #keys, argument + #arguments
              local done, answer = pcall(once, keys, arguments)
              if not done then
                answers[caller] = '-' .. (type(answer) == 'table' and answer.err or tostring(answer))
              elseif type(answer) == 'number' then
                answers[caller] = '+' .. string.format('%%.0f', answer)
              else
                answers[caller] = '+' .. tostring(answer)
              end
            end
            return answers
            """;

    /** There are many when so many asked within {@link #RUSH_NANOS}: a thousand a second. */
    private static final int MANY = 8;

    private static final long RUSH_NANOS = 8_000_000;

    /** From one call to the next while there are many. */
    private static final long GATHERING_NANOS = 3_000_000;

    private final Redis redis;
    private final String text;
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
        this.text = FOR_EACH.formatted(text);
        this.patience = patience;
        this.together = together;
        Arrays.fill(asked, System.nanoTime() - RUSH_NANOS);
    }

    private static final class Question {

        private final List<?> keys;
        private final List<?> arguments;
        private final CompletableFuture<String> answer = new CompletableFuture<>();

        Question(List<?> keys, List<?> arguments) {
            this.keys = keys;
            this.arguments = arguments;
        }
    }

    private record Call(List<Question> questions) {

        List<Object> keys() {
            List<Object> keys = new ArrayList<>();
            questions.forEach(question -> keys.addAll(question.keys));
            return keys;
        }

        Object[] arguments() {
            List<Object> all = new ArrayList<>();
            all.add(Integer.toString(questions.size()));
            for (Question question : questions) {
                all.add(Integer.toString(question.keys.size()));
                all.add(Integer.toString(question.arguments.size()));
            }
            questions.forEach(question -> all.addAll(question.arguments));
            return all.toArray();
        }

        void answered(List<String> answers) {
            for (int i = 0; i < questions.size(); i++) {
                CompletableFuture<String> asked = questions.get(i).answer;
                String answer = answers.get(i);
                if (answer.charAt(0) == DONE) {
                    asked.complete(answer.substring(1));
                } else {
                    asked.completeExceptionally(new RedisException(answer.substring(1)));
                }
            }
        }

        void failed(Throwable e) {
            questions.forEach(question -> question.answer.completeExceptionally(e));
        }
    }

    /**
     * @return what the script returned, a number in digits
     * @throws RedisAwayException not connected, no answer in time, or an error; what was asked may have happened
     */
    public String ask(List<?> keys, List<?> arguments) throws RedisAwayException {
        var question = new Question(keys, arguments);
        join(question);
        return Redis.await(question.answer, patience);
    }

    private void join(Question question) {
        Call call = null;
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
        if (call != null) {
            send(call);
        }
    }

    private void gathered() {
        Call call;
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
    private Call next(long now) {
        var call = new Call(
                waiting.stream().filter(question -> !question.answer.isDone()).toList());
        waiting.clear();
        sent = now;
        return call;
    }

    private void send(Call call) {
        if (call.questions.isEmpty()) {
            return;
        }
        CompletionStage<List<String>> reply;
        try {
            reply = redis.client()
                    .getScript(StringCodec.INSTANCE)
                    .evalAsync(RScript.Mode.READ_WRITE, text, RScript.ReturnType.LIST, call.keys(), call.arguments());
        } catch (RuntimeException e) {
            // not connected, or shut down meanwhile: whoever sends, all of the call are told
            call.failed(e);
            return;
        }
        var unused = reply.whenComplete((answers, e) -> {
            if (e == null) {
                call.answered(answers);
            } else {
                call.failed(e);
            }
        });
    }
}
