package io.jiaxiao.message.lifecycle.domain;

import java.util.Map;
import java.util.TreeMap;

/** The values of a template's variables, by name. They hold codes, so they never print themselves and are stored sealed. */
public record Values(Map<String, String> byName) {

    public Values {
        byName = Map.copyOf(byName);
    }

    /** In the order of their names, so that the same values always read the same. */
    public Map<String, String> sorted() {
        return new TreeMap<>(byName);
    }

    @Override
    public String toString() {
        return "Values" + new TreeMap<>(byName).keySet();
    }
}
