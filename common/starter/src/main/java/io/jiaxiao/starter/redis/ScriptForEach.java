package io.jiaxiao.starter.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * A script that one call runs for several callers: for each by itself, in their order, and an error of one is its own.
 *
 * <p>The script returns a number or a text. On a cluster all keys of all callers have to be on one node.
 */
public final class ScriptForEach {

    private static final char DONE = '+';

    /** How many callers, then of each its numbers of keys and of arguments, then all arguments. */
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

    private final String text;

    /** @param text in Lua, with {@code KEYS} and {@code ARGV}; no per cent sign is special in it */
    public ScriptForEach(String text) {
        this.text = FOR_EACH.formatted(text);
    }

    /** For whom the script is run. */
    public record Caller(List<?> keys, List<?> arguments) {}

    /** What one caller is told. */
    public sealed interface Answer {

        /** @param text what the script returned, a number in digits */
        record Done(String text) implements Answer {}

        /** What the script did for this caller before the error stays done. */
        record Failed(String error) implements Answer {}

        private static Answer of(String told) {
            String text = told.substring(1);
            return told.charAt(0) == DONE ? new Done(text) : new Failed(text);
        }
    }

    /** @return the answers in the order of the callers */
    public CompletionStage<List<Answer>> run(RedissonClient client, List<Caller> callers) {
        List<Object> keys = new ArrayList<>();
        List<Object> arguments = new ArrayList<>();
        arguments.add(Integer.toString(callers.size()));
        for (Caller caller : callers) {
            keys.addAll(caller.keys());
            arguments.add(Integer.toString(caller.keys().size()));
            arguments.add(Integer.toString(caller.arguments().size()));
        }
        callers.forEach(caller -> arguments.addAll(caller.arguments()));
        return client.getScript(StringCodec.INSTANCE)
                .<List<String>>evalAsync(
                        RScript.Mode.READ_WRITE, text, RScript.ReturnType.LIST, keys, arguments.toArray())
                .thenApply(told -> told.stream().map(Answer::of).toList());
    }
}
