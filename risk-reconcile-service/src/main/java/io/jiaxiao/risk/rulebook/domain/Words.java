package io.jiaxiao.risk.rulebook.domain;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A scene's facts and windows by the names expressions use, put together once and not for every decision. */
final class Words {

    private static final String WINDOWS = "windows.";

    private final List<Fact> facts;
    private final Map<String, String> windows;

    Words(Vocabulary vocabulary) {
        facts = vocabulary.facts().stream()
                .map(fact -> new Fact(fact.name(), fact.type(), "facts." + fact.name()))
                .toList();
        windows = vocabulary.windows().stream()
                .map(WindowDefinition::name)
                .collect(Collectors.toMap(Function.identity(), name -> WINDOWS + name));
    }

    record Fact(String name, FactType type, String word) {}

    List<Fact> facts() {
        return facts;
    }

    String window(String name) {
        String word = windows.get(name);
        return word == null ? WINDOWS + name : word;
    }
}
