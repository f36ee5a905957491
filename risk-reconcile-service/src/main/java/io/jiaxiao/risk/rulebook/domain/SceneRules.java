package io.jiaxiao.risk.rulebook.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All that is in force for one scene at one moment. */
public record SceneRules(Vocabulary vocabulary, List<LiveRule> rules) {

    public SceneRules {
        rules = List.copyOf(rules);
    }

    /** What the rules say of an event. */
    public Finding look(Inputs inputs) {
        Map<String, Object> values = inputs.byName(vocabulary);
        List<Hit> hits = new ArrayList<>();
        List<String> undecided = new ArrayList<>();
        for (LiveRule rule : rules) {
            switch (rule.expression().evaluate(values)) {
                case HIT ->
                    hits.add(new Hit(
                            rule.code(),
                            rule.version(),
                            rule.mode(),
                            rule.text().verdict(),
                            rule.text().priority(),
                            rule.text().message()));
                case UNDECIDED -> undecided.add(rule.code());
                case MISS -> {}
            }
        }
        return new Finding(hits, undecided);
    }

    /** Whether a rule that decides looks at windows. */
    public boolean decideByWindows() {
        return rules.stream()
                .anyMatch(rule -> rule.mode() == Mode.ON && rule.expression().usesWindows());
    }

    /**
     * @param undecided codes of rules that lacked something they need
     */
    public record Finding(List<Hit> hits, List<String> undecided) {

        public Finding {
            hits = List.copyOf(hits);
            undecided = List.copyOf(undecided);
        }
    }
}
