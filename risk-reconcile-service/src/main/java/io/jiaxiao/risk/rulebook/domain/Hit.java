package io.jiaxiao.risk.rulebook.domain;

import io.jiaxiao.contracts.risk.Verdict;

/**
 * A rule that was true for an event.
 *
 * @param mode the rule's at that moment: an OBSERVE hit decided nothing
 */
public record Hit(String rule, int version, Mode mode, Verdict verdict, int priority, String message) {

    public boolean decides() {
        return mode == Mode.ON;
    }
}
