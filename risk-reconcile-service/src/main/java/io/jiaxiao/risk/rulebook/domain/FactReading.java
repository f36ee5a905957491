package io.jiaxiao.risk.rulebook.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Facts as they came over the wire, made into what rules know: whole numbers, texts and booleans. */
public sealed interface FactReading {

    /** In characters. */
    int LONGEST_TEXT = 256;

    /** A sum of a million such numbers still fits into 64 bits. */
    long LARGEST = 1_000_000_000_000L;

    Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,31}");

    /** @param facts a {@link Long}, {@link String} or {@link Boolean} each */
    record Fine(Map<String, Object> facts) implements FactReading {

        public Fine {
            facts = Map.copyOf(facts);
        }
    }

    /** @param names of facts that are of no such kind, too large, too long, or wrongly named */
    record Wrong(List<String> names) implements FactReading {

        public Wrong {
            names = List.copyOf(names);
        }
    }

    static FactReading of(Map<String, ?> given) {
        Map<String, Object> facts = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        given.forEach((name, value) -> {
            Object known = NAME.matcher(name).matches() ? known(value) : null;
            if (known == null) {
                wrong.add(name);
            } else {
                facts.put(name, known);
            }
        });
        return wrong.isEmpty()
                ? new Fine(facts)
                : new Wrong(wrong.stream().sorted().toList());
    }

    private static @Nullable Object known(@Nullable Object value) {
        return switch (value) {
            case Boolean truth -> truth;
            case String text when text.length() <= LONGEST_TEXT -> text;
            case Integer number -> (long) number;
            case Long number when number <= LARGEST && number >= -LARGEST -> number;
            case null, default -> null;
        };
    }
}
