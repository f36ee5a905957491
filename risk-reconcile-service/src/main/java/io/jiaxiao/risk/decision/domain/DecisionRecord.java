package io.jiaxiao.risk.decision.domain;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.contracts.risk.Verdict;
import io.jiaxiao.risk.rulebook.domain.Hit;
import io.jiaxiao.risk.rulebook.domain.Inputs;
import java.time.Instant;
import java.util.List;

/**
 * A decision with what it was made of.
 *
 * @param rules     codes of what decided, strictest first
 * @param weight    how many decisions it stands for; 1 unless a sample
 * @param inputs    all that the rules knew
 * @param hits      with the versions that were in force, observing ones included
 * @param undecided codes of rules that lacked something they need
 */
public record DecisionRecord(
        String id,
        Scene scene,
        Verdict verdict,
        List<String> rules,
        String message,
        KeptBecause kept,
        int weight,
        boolean degraded,
        Inputs inputs,
        List<Hit> hits,
        List<String> undecided,
        Instant decidedAt) {

    public DecisionRecord {
        rules = List.copyOf(rules);
        hits = List.copyOf(hits);
        undecided = List.copyOf(undecided);
    }
}
