package io.jiaxiao.risk.window;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.risk.rulebook.domain.WindowDefinition;
import io.jiaxiao.starter.redis.ScriptForEach;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What all events of a scene have in common while its windows stay the same: the script that knows them, and their keys. */
final class WindowPlan {

    /** Beyond so many different ones a distinct count stands still. */
    private static final int MOST_DISTINCT = 1_000;

    /** Events may come with times some minutes off; a count must not end before the last of its step has come. */
    private static final Duration SPARE = Duration.ofMinutes(10);

    private final Scene scene;
    private final List<WindowDefinition> windows;
    private final List<String> keys;
    private final String script;
    private final ScriptForEach scriptForEach;

    /** @param remember how long a copy of an event is recognised */
    WindowPlan(Scene scene, List<WindowDefinition> windows, String script, Duration remember) {
        this.scene = scene;
        this.windows = List.copyOf(windows);
        this.keys = this.windows.stream().map(Keys::window).toList();
        this.script =
                "local remember, spare, steps, most = %d, %d, %d, %d\nlocal distinct = {%s}\nlocal millis = {%s}\n"
                                .formatted(
                                        remember.toMillis(),
                                        SPARE.toMillis(),
                                        WindowDefinition.STEPS,
                                        MOST_DISTINCT,
                                        this.windows.stream()
                                                .map(window -> Boolean.toString(window.distinct() != null))
                                                .collect(Collectors.joining(",")),
                                        this.windows.stream()
                                                .map(window -> Long.toString(Math.ceilDiv(
                                                        window.length().toMillis(), WindowDefinition.STEPS)))
                                                .collect(Collectors.joining(",")))
                        + script;
        this.scriptForEach = new ScriptForEach(this.script);
    }

    boolean isOf(List<WindowDefinition> others) {
        return windows.equals(others);
    }

    Scene scene() {
        return scene;
    }

    List<WindowDefinition> windows() {
        return windows;
    }

    /** Of the window at that place in the list; to be followed by whose count it is. */
    String key(int window) {
        return keys.get(window);
    }

    String script() {
        return script;
    }

    ScriptForEach scriptForEach() {
        return scriptForEach;
    }
}
