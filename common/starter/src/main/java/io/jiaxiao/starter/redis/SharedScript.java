package io.jiaxiao.starter.redis;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RScript;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;

/**
 * A script whose callers share the way to Redis: one alone goes at once, and those who ask while an answer is awaited go together in the
 * next call. Under load a call costs the client more than its script costs Redis. Each is run for itself, in the order of asking, and an
 * error of one is its own.
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
                answers[caller] = '+' .. answer
              end
            end
            return answers
            """;

    private final Redis redis;
    private final String text;
    private final Duration patience;
    private final int together;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Question> waiting = new ArrayDeque<>();
    private @Nullable Call underWay;

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

    private static final class Call {

        private final List<Question> questions;

        Call(List<Question> questions) {
            this.questions = List.copyOf(questions);
        }

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
        lock.lock();
        try {
            waiting.add(question);
        } finally {
            lock.unlock();
        }
        sendNext();
        try {
            return question.answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            giveUp(question);
            throw new RedisAwayException(e);
        } catch (ExecutionException e) {
            throw new RedisAwayException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp(question);
            throw new RedisAwayException(e);
        }
    }

    /** How many wait for their turn to be sent. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void sendNext() {
        Call next;
        lock.lock();
        try {
            if (underWay != null || waiting.isEmpty()) {
                return;
            }
            List<Question> questions = new ArrayList<>();
            while (questions.size() < together && !waiting.isEmpty()) {
                questions.add(waiting.remove());
            }
            next = new Call(questions);
            underWay = next;
        } finally {
            lock.unlock();
        }
        send(next);
    }

    private void send(Call call) {
        CompletionStage<List<String>> reply;
        try {
            reply = redis.client()
                    .getScript(StringCodec.INSTANCE)
                    .evalAsync(RScript.Mode.READ_WRITE, text, RScript.ReturnType.LIST, call.keys(), call.arguments());
        } catch (RedisException e) {
            reply = CompletableFuture.failedFuture(e);
        }
        var unused = reply.whenComplete((answers, e) -> {
            // those who wait for their turn first: what they asked travels while these are woken
            ended(call);
            if (e == null) {
                call.answered(answers);
            } else {
                call.failed(e);
            }
        });
    }

    private void ended(Call call) {
        lock.lock();
        try {
            if (underWay == call) {
                underWay = null;
            }
        } finally {
            lock.unlock();
        }
        sendNext();
    }

    /** A call somebody has given up on holds up nobody: the next takes another connection. */
    private void giveUp(Question question) {
        lock.lock();
        try {
            if (!waiting.remove(question) && underWay != null && underWay.questions.contains(question)) {
                underWay = null;
            }
        } finally {
            lock.unlock();
        }
        sendNext();
    }
}
