package io.jiaxiao.risk.window;

import io.jiaxiao.risk.rulebook.domain.Dimension;
import io.jiaxiao.risk.rulebook.domain.WindowDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One event and all its windows as keys and arguments of the script, and the script's answer. */
final class WindowCall {

    private static final char BETWEEN = '|';

    private final WindowPlan plan;
    private final CountedEvent event;
    private final List<Object> keys = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();

    WindowCall(CountedEvent event, WindowPlan plan) {
        this.plan = plan;
        this.event = event;
        keys.add(Keys.event(plan.scene(), event.eventId()));
        keys.add(Keys.storedUpTo(plan.scene()));
        arguments.add("");
        arguments.add(Long.toString(event.at().toEpochMilli()));
        var names = new StringBuilder();
        for (int i = 0; i < plan.windows().size(); i++) {
            WindowDefinition window = plan.windows().get(i);
            String owner = event.values().apply(window.dimension());
            String counted = counted(window, event);
            if (owner != null && counted != null) {
                names.append(names.isEmpty() ? "" : ",").append(window.name());
                keys.add(plan.key(i) + owner);
                arguments.add(Integer.toString(i + 1));
                arguments.add(counted);
            }
        }
        arguments.set(0, remembered(event.fingerprint(), event.decisionId()) + names + BETWEEN);
    }

    /** What is remembered of an event, before what its windows said. */
    static String remembered(String fingerprint, long decisionId) {
        return fingerprint + BETWEEN + decisionId + BETWEEN;
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

    String script() {
        return plan.script();
    }

    List<Object> keys() {
        return keys;
    }

    List<Object> arguments() {
        return arguments;
    }

    /**
     * @param answer   {@code millis|fingerprint|decision|name,...|value,...}; no millis when Redis knows of no stored events
     * @param complete whether all stored events are known when those up to a moment are
     */
    WindowReading read(String answer, Predicate<Instant> complete) {
        String[] parts = answer.split("\\|", -1);
        if (!parts[1].equals(event.fingerprint())) {
            return new WindowReading.OtherEvent();
        }
        Map<String, Long> values = new HashMap<>();
        if (!parts[3].isEmpty()) {
            List<String> names = Arrays.asList(parts[3].split(",", -1));
            String[] numbers = parts[4].split(",", -1);
            for (int i = 0; i < numbers.length; i++) {
                values.put(names.get(i), Long.parseLong(numbers[i]));
            }
        }
        long decisionId = Long.parseLong(parts[2]);
        boolean surelyNew = decisionId == event.decisionId()
                && !parts[0].isEmpty()
                && complete.test(Instant.ofEpochMilli(Long.parseLong(parts[0])));
        return new WindowReading.Read(decisionId, values, surelyNew);
    }
}
