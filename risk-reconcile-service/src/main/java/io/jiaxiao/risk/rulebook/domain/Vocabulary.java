package io.jiaxiao.risk.rulebook.domain;

import io.jiaxiao.contracts.risk.Scene;
import java.util.List;

/** The words expressions of one scene may use, beside those every scene has. */
public record Vocabulary(Scene scene, List<FactDefinition> facts, List<WindowDefinition> windows) {

    public Vocabulary {
        facts = List.copyOf(facts);
        windows = List.copyOf(windows);
    }
}
