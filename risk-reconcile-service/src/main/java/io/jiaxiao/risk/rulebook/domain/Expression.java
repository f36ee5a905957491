package io.jiaxiao.risk.rulebook.domain;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Set;

/** A compiled expression. Thread-safe. */
public final class Expression {

    private static final String WINDOWS = "windows.";

    private final CelRuntime.Program program;
    private final Set<String> words;
    private final Words known;

    Expression(CelRuntime.Program program, Set<String> words, Words known) {
        this.program = program;
        this.words = words;
        this.known = known;
    }

    /** What evaluating came to. */
    public enum Outcome {
        HIT,
        MISS,
        /** Something it needs is absent, or it divides by zero. It is no hit. */
        UNDECIDED
    }

    /** The words it uses, e.g. {@code facts.points}, {@code windows.person_count_1h}. */
    public Set<String> words() {
        return words;
    }

    public boolean usesWindows() {
        return words.stream().anyMatch(word -> word.startsWith(WINDOWS));
    }

    public boolean usesWindow(String name) {
        return words.contains(WINDOWS + name);
    }

    public Outcome evaluate(Inputs inputs) {
        return evaluate(inputs.byName(known));
    }

    Outcome evaluate(Map<String, Object> values) {
        try {
            // a word without a value makes the whole "unknown", unless the rest of a && or || decides alone
            return program.eval(values) instanceof Boolean truth
                    ? (truth ? Outcome.HIT : Outcome.MISS)
                    : Outcome.UNDECIDED;
        } catch (CelEvaluationException e) {
            return Outcome.UNDECIDED;
        }
    }
}
