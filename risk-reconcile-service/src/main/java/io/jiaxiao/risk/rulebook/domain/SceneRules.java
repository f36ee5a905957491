package io.jiaxiao.risk.rulebook.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All that is in force for one scene at one moment. */
public final class SceneRules {

    private final Vocabulary vocabulary;
    private final List<LiveRule> rules;
    private final Words words;
    private final boolean decideByWindows;

    public SceneRules(Vocabulary vocabulary, List<LiveRule> rules) {
        this.vocabulary = vocabulary;
        this.rules = List.copyOf(rules);
        this.words = new Words(vocabulary);
        this.decideByWindows = rules.stream()
                .anyMatch(rule -> rule.mode() == Mode.ON && rule.expression().usesWindows());
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    public List<LiveRule> rules() {
        return rules;
    }

    /** What the rules say of an event. */
    public Finding look(Inputs inputs) {
        Map<String, Object> values = inputs.byName(words);
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
        return decideByWindows;
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
