package io.jiaxiao.mall.points.web;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.mall.points.earning.EarningRule;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule as an operator writes it; see {@link EarningRule}.
 *
 * @param version of the rule that is changed; 0 for a new one
 * @param reason  why, in the operator's words
 */
record RuleRequest(
        @NotNull ProductLine line,
        @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}", message = "应为大写的事件代码") String event,
        @NotBlank @Size(max = 64) String title,
        @NotNull @Min(1) @Max(100_000) Long points,
        @NotNull @Min(1) @Max(1_000_000) Long dailyCap,
        @Nullable @Min(1) @Max(3650) Integer validDays,
        @Nullable @Min(0) @Max(10) Integer validYears,
        @NotNull Boolean enabled,
        @NotNull Instant effectiveFrom,
        @Nullable Instant effectiveTill,
        @NotNull @Min(0) Integer version,
        @NotBlank @Size(min = 2, max = 200) String reason) {

    EarningRule rule(long id) {
        return new EarningRule(
                id,
                line,
                event,
                title,
                points,
                dailyCap,
                validDays,
                validYears,
                enabled,
                effectiveFrom,
                effectiveTill,
                version);
    }
}
