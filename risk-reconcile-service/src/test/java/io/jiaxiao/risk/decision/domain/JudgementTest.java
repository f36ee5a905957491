package io.jiaxiao.risk.decision.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.risk.Verdict;
import io.jiaxiao.risk.rulebook.domain.Hit;
import io.jiaxiao.risk.rulebook.domain.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {

    @Test
    void theStrictestDecides_andAmongEquallyStrictTheFirst() {
        Judgement judgement = Judgement.of(
                List.of(
                        hit("A", Mode.ON, Verdict.REVIEW, 1),
                        hit("B", Mode.ON, Verdict.REJECT, 9),
                        hit("C", Mode.ON, Verdict.REJECT, 2)),
                Verdict.PASS);

        assertThat(judgement).isEqualTo(new Judgement(Verdict.REJECT, List.of("C", "B", "A"), "message of C"));
    }

    @Test
    void anObservingRuleDecidesNothing() {
        assertThat(Judgement.of(List.of(hit("A", Mode.OBSERVE, Verdict.REJECT, 1)), Verdict.PASS))
                .isEqualTo(new Judgement(Verdict.PASS, List.of(), ""));
    }

    @Test
    void withoutWindowsAnEventGetsAtLeastWhatIsConfigured() {
        assertThat(Judgement.of(List.of(), Verdict.REVIEW))
                .satisfies(judgement -> assertThat(judgement.verdict()).isEqualTo(Verdict.REVIEW))
                .satisfies(judgement -> assertThat(judgement.rules()).containsExactly(Judgement.DEGRADED))
                .satisfies(judgement -> assertThat(judgement.message()).isNotEmpty());
        assertThat(Judgement.of(List.of(hit("A", Mode.ON, Verdict.REJECT, 1)), Verdict.REVIEW))
                .isEqualTo(new Judgement(Verdict.REJECT, List.of("A", Judgement.DEGRADED), "message of A"));
        assertThat(Judgement.of(List.of(hit("A", Mode.ON, Verdict.REVIEW, 1)), Verdict.REJECT)
                        .verdict())
                .isEqualTo(Verdict.REJECT);
    }

    private static Hit hit(String rule, Mode mode, Verdict verdict, int priority) {
        return new Hit(rule, 1, mode, verdict, priority, "message of " + rule);
    }
}
