package io.jiaxiao.risk.rulebook.web;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.contracts.risk.Verdict;
import io.jiaxiao.risk.rulebook.domain.RuleText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A rule as an operator writes it.
 *
 * @param title what it is against, in Chinese
 */
record WrittenRule(
        @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,63}") String code,
        @NotNull Scene scene,
        @NotBlank @Size(max = 100) String title,
        @NotBlank @Size(max = 2000) String expression,
        @NotNull Deciding verdict,
        @NotBlank @Size(max = 200) String message,
        @Min(0) @Max(1000) int priority) {

    RuleText text() {
        return verdict.text(expression, message, priority);
    }

    /** Another text for the same rule. */
    record Text(
            @NotBlank @Size(max = 2000) String expression,
            @NotNull Deciding verdict,
            @NotBlank @Size(max = 200) String message,
            @Min(0) @Max(1000) int priority) {

        RuleText text() {
            return verdict.text(expression, message, priority);
        }
    }

    /** The verdicts a rule can have: one that lets pass would decide nothing. */
    enum Deciding {
        REVIEW,
        REJECT;

        RuleText text(String expression, String message, int priority) {
            return new RuleText(expression, Verdict.valueOf(name()), message, priority);
        }
    }
}
