package io.jiaxiao.risk.rulebook.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.risk.rulebook.domain.Compilation.Fault;
import io.jiaxiao.risk.rulebook.domain.Expression.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {

    private static final Vocabulary WORDS = new Vocabulary(
            Scene.REDEMPTION,
            List.of(
                    new FactDefinition(Scene.REDEMPTION, "points", FactType.INT, "积分"),
                    new FactDefinition(Scene.REDEMPTION, "channel", FactType.TEXT, "渠道"),
                    new FactDefinition(Scene.REDEMPTION, "first", FactType.BOOL, "首单")),
            List.of(new WindowDefinition(
                    "person_count_1h",
                    Scene.REDEMPTION,
                    Dimension.PERSON,
                    WindowKind.COUNT,
                    null,
                    null,
                    Duration.ofHours(1))));

    private final Expressions expressions = new Expressions(WORDS);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "facts.points > 5000|HIT",
                "facts.points > 5001|MISS",
                "facts.channel == 'JD' && facts.first|HIT",
                "windows.person_count_1h >= 3|HIT",
                "personId in ['p1', 'p2']|HIT",
                "device == ''|HIT",
                "blocked.person && !allowed.any|HIT",
                "blocked.any && blocked.device|MISS",
                "hour == 8 && weekday == 3|HIT",
                "ip.startsWith('10.0.') && ip.matches('^10[.]0[.].*$')|HIT"
            })
    void anExpressionIsTrueOrNot(String text, Outcome expected) {
        assertThat(compiled(text).evaluate(event())).isEqualTo(expected);
    }

    @Test
    void whatIsAbsentDecidesNothing_unlessTheRestDecidesAlone() {
        Inputs without = new Inputs(
                "e",
                "p1",
                null,
                null,
                null,
                null,
                Instant.EPOCH,
                Map.of(),
                Map.of(),
                Set.of(Dimension.PERSON),
                Set.of());

        assertThat(compiled("facts.points > 1").evaluate(without)).isEqualTo(Outcome.UNDECIDED);
        assertThat(compiled("windows.person_count_1h > 1").evaluate(without)).isEqualTo(Outcome.UNDECIDED);
        assertThat(compiled("!(windows.person_count_1h > 1)").evaluate(without)).isEqualTo(Outcome.UNDECIDED);
        assertThat(compiled("windows.person_count_1h > 1 || blocked.any").evaluate(without))
                .isEqualTo(Outcome.HIT);
        assertThat(compiled("facts.points > 1 && allowed.any").evaluate(without))
                .isEqualTo(Outcome.MISS);
    }

    @Test
    void aFactOfAnotherTypeThanDeclaredIsAbsent() {
        Inputs text = new Inputs(
                "e",
                "p",
                null,
                null,
                null,
                null,
                Instant.EPOCH,
                Map.of("points", "many"),
                Map.of(),
                Set.of(),
                Set.of());

        assertThat(compiled("facts.points > 1").evaluate(text)).isEqualTo(Outcome.UNDECIDED);
    }

    @Test
    void anErrorSaysWhereItIs() {
        assertThat(faults("facts.points > 1 &&\n  facts.poinst < 2").getFirst())
                .satisfies(fault -> assertThat(fault.line()).isEqualTo(2))
                .satisfies(fault -> assertThat(fault.column()).isBetween(3, 9))
                .satisfies(fault -> assertThat(fault.message()).contains("facts"));
        assertThat(faults("facts.points >").getFirst().column()).isGreaterThan(13);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "facts.points",
                "facts.channel > 1",
                "'true'",
                "windows.unknown > 1",
                "nobody == 1",
                "facts.points > 1.5e400",
                "[1, 2, 3].all(x, x > 0)",
                "[1, 2, 3].exists(x, [1, 2].exists(y, x == y))",
                "has(facts.points)",
                "facts.points > 'a'",
                "size(personId",
                "true; false",
                "import java",
                "\u0000",
                "facts.points > 99999999999999999999"
            })
    void whatIsNoConditionIsRefused(String text) {
        assertThat(faults(text)).isNotEmpty();
    }

    @Test
    void whatIsTooLongOrTooDeepIsRefused() {
        assertThat(faults("true || ".repeat(300) + "true")).isNotEmpty();
        assertThat(faults("(".repeat(900) + "true" + ")".repeat(900))).isNotEmpty();
    }

    @Test
    void divisionByZeroAndOverflowAreNoHit() {
        assertThat(compiled("100 / (facts.points - 5001) > 0").evaluate(event()))
                .isEqualTo(Outcome.UNDECIDED);
        assertThat(compiled("facts.points * 9223372036854775807 > 0").evaluate(event()))
                .isEqualTo(Outcome.UNDECIDED);
    }

    @Test
    void anExpressionKnowsItsWords() {
        Expression expression = compiled("windows.person_count_1h > 1 || facts.points > 2 && personId == 'x'");

        assertThat(expression.words()).contains("windows.person_count_1h", "facts.points", "personId");
        assertThat(expression.usesWindow("person_count_1h")).isTrue();
        assertThat(compiled("facts.points > 2").usesWindows()).isFalse();
    }

    /** Wednesday, eight in the morning in Shanghai. */
    private static Inputs event() {
        return new Inputs(
                "e1",
                "p1",
                null,
                "m1",
                "10.0.0.1",
                "s1",
                Instant.parse("2026-11-25T00:30:00Z"),
                Map.of("points", 5001L, "channel", "JD", "first", true),
                Map.of("person_count_1h", 3L),
                Set.of(Dimension.PERSON),
                Set.of());
    }

    private Expression compiled(String text) {
        return switch (expressions.compile(text)) {
            case Compilation.Compiled(Expression expression) -> expression;
            case Compilation.Refused refused ->
                throw new AssertionError(refused.faults().toString());
        };
    }

    private List<Fault> faults(String text) {
        return switch (expressions.compile(text)) {
            case Compilation.Compiled compiled -> throw new AssertionError(text + " compiles");
            case Compilation.Refused refused -> refused.faults();
        };
    }
}
