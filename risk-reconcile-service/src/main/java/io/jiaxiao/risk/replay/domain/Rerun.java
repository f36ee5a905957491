package io.jiaxiao.risk.replay.domain;

import io.jiaxiao.contracts.risk.Verdict;
import io.jiaxiao.risk.decision.domain.DecisionRecord;
import io.jiaxiao.risk.decision.domain.Judgement;
import io.jiaxiao.risk.rulebook.domain.Expression;
import io.jiaxiao.risk.rulebook.domain.Hit;
import io.jiaxiao.risk.rulebook.domain.Mode;
import io.jiaxiao.risk.rulebook.domain.RuleText;
import java.util.ArrayList;
import java.util.List;

/**
 * One version over one decision after the other, as if it had been in force, deciding, in place of the version of its rule
 * that was. All it knows of an event is what was stored then.
 */
public final class Rerun {

    private final String rule;
    private final int version;
    private final RuleText text;
    private final Expression expression;
    private final int mostSamples;
    private final List<ReplaySample> samples = new ArrayList<>();
    private Tally tally = Tally.NONE;

    /** @param text of the version, whose expression is the one given */
    public Rerun(String rule, int version, RuleText text, Expression expression, int mostSamples) {
        this.rule = rule;
        this.version = version;
        this.text = text;
        this.expression = expression;
        this.mostSamples = mostSamples;
    }

    public void look(DecisionRecord decision) {
        Expression.Outcome outcome = expression.evaluate(decision.inputs());
        boolean hit = outcome == Expression.Outcome.HIT;
        Verdict now = verdict(decision, hit);
        int change = now.compareTo(decision.verdict());
        tally = tally.plus(new Tally(
                1,
                hit ? 1 : 0,
                hit ? decision.weight() : 0,
                outcome == Expression.Outcome.UNDECIDED ? 1 : 0,
                change > 0 ? 1 : 0,
                change < 0 ? 1 : 0));
        if ((hit || change != 0) && samples.size() < mostSamples) {
            samples.add(new ReplaySample(decision.id(), hit, decision.verdict(), now));
        }
    }

    private Verdict verdict(DecisionRecord decision, boolean hit) {
        List<Hit> hits = new ArrayList<>(
                decision.hits().stream().filter(one -> !one.rule().equals(rule)).toList());
        if (hit) {
            hits.add(new Hit(rule, version, Mode.ON, text.verdict(), text.priority(), text.message()));
        }
        Verdict least = decision.rules().contains(Judgement.DEGRADED) ? Verdict.REVIEW : Verdict.PASS;
        return Judgement.of(hits, least).verdict();
    }

    public Tally tally() {
        return tally;
    }

    public List<ReplaySample> samples() {
        return List.copyOf(samples);
    }
}
