package io.jiaxiao.risk.rulebook.domain;

import java.util.List;

/** What became of a text that wants to be an expression. */
public sealed interface Compilation {

    /** It can be evaluated. */
    record Compiled(Expression expression) implements Compilation {}

    /** @param faults in the order of the text, at least one */
    record Refused(List<Fault> faults) implements Compilation {

        public Refused {
            faults = List.copyOf(faults);
        }
    }

    /**
     * What is wrong and where.
     *
     * @param line   from 1
     * @param column from 1
     */
    record Fault(int line, int column, String message) {}
}
