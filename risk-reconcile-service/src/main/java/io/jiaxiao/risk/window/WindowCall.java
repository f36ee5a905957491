package io.jiaxiao.risk.window;

import io.jiaxiao.risk.rulebook.domain.Dimension;
import io.jiaxiao.risk.rulebook.domain.WindowDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event and all its windows as keys and arguments of the script, and the script's answer. The keys of a scene share a
 * hash tag, because a script may only touch keys of one slot of a Redis Cluster.
 */
final class WindowCall {

    /** Beyond so many different ones a distinct count stands still. */
    private static final int MOST_DISTINCT = 1_000;

    private static final char BETWEEN = '|';

    private final List<Object> keys = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();
    private final String fingerprint;

    WindowCall(CountedEvent event, List<WindowDefinition> windows, Duration remember) {
        this.fingerprint = event.fingerprint();
        String tag = "risk:{" + event.scene() + "}:";
        keys.add(tag + "e:" + event.eventId());
        List<String> names = new ArrayList<>();
        arguments.add(fingerprint + BETWEEN + event.decisionId() + BETWEEN);
        arguments.add(Long.toString(remember.toMillis()));
        arguments.add(Long.toString(event.at().toEpochMilli()));
        arguments.add(Integer.toString(WindowDefinition.STEPS));
        arguments.add(Integer.toString(MOST_DISTINCT));
        for (WindowDefinition window : windows) {
            String owner = event.values().apply(window.dimension());
            String counted = counted(window, event);
            if (owner != null && counted != null) {
                names.add(window.name());
                keys.add(tag + "w:" + window.name() + ":" + window.identity() + ":" + owner);
                arguments.add(window.distinct() == null ? "N" : "D");
                arguments.add(Long.toString(Math.ceilDiv(window.length().toMillis(), WindowDefinition.STEPS)));
                arguments.add(counted);
            }
        }
        arguments.set(0, arguments.getFirst() + String.join(",", names) + BETWEEN);
    }

    /** What is added; null when the event has nothing to count here. */
    private static @Nullable String counted(WindowDefinition window, CountedEvent event) {
        Dimension distinct = window.distinct();
        if (distinct != null) {
            return event.values().apply(distinct);
        }
        String fact = window.fact();
        if (fact == null) {
            return "1";
        }
        return event.facts().get(fact) instanceof Long amount ? Long.toString(amount) : null;
    }

    List<Object> keys() {
        return keys;
    }

    Object[] arguments() {
        return arguments.toArray();
    }

    /** @param answer {@code fingerprint|decision|name,...|value,...} */
    WindowReading read(String answer) {
        String[] parts = answer.split("\\|", -1);
        if (!parts[0].equals(fingerprint)) {
            return new WindowReading.OtherEvent();
        }
        Map<String, Long> values = new HashMap<>();
        if (!parts[2].isEmpty()) {
            List<String> names = Arrays.asList(parts[2].split(",", -1));
            String[] numbers = parts[3].split(",", -1);
            for (int i = 0; i < numbers.length; i++) {
                values.put(names.get(i), Long.parseLong(numbers[i]));
            }
        }
        return new WindowReading.Read(Long.parseLong(parts[1]), values);
    }
}
