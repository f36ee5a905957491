package io.jiaxiao.risk.decision.domain;

import io.jiaxiao.contracts.risk.Verdict;
import io.jiaxiao.risk.rulebook.domain.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What follows from the hits.
 *
 * @param rules   codes of what decided, strictest first
 * @param message for the person; empty for PASS
 */
public record Judgement(Verdict verdict, List<String> rules, String message) {

    /** Stands among the rules when windows that decide could not be read. */
    public static final String DEGRADED = "DEGRADED";

    private static final String CHECKED_LATER = "您的申请已受理，正在核实，请稍候";

    private static final Comparator<Hit> STRICTEST_FIRST = Comparator.comparing(Hit::verdict)
            .reversed()
            .thenComparingInt(Hit::priority)
            .thenComparing(Hit::rule);

    public Judgement {
        rules = List.copyOf(rules);
    }

    /** @param least PASS, or what an event gets at least because its windows could not be read */
    public static Judgement of(List<Hit> hits, Verdict least) {
        List<Hit> deciding =
                hits.stream().filter(Hit::decides).sorted(STRICTEST_FIRST).toList();
        List<String> rules = new ArrayList<>(deciding.stream().map(Hit::rule).toList());
        if (least != Verdict.PASS) {
            rules.add(DEGRADED);
        }
        if (deciding.isEmpty()) {
            return new Judgement(least, rules, least == Verdict.PASS ? "" : CHECKED_LATER);
        }
        Hit first = deciding.getFirst();
        return first.verdict().compareTo(least) >= 0
                ? new Judgement(first.verdict(), rules, first.message())
                : new Judgement(least, rules, CHECKED_LATER);
    }
}
