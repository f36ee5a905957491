package io.jiaxiao.risk.rulebook.web;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.risk.rulebook.domain.Dimension;
import io.jiaxiao.risk.rulebook.domain.WindowDefinition;
import io.jiaxiao.risk.rulebook.domain.WindowKind;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * @param fact     for SUM: which fact
 * @param distinct for DISTINCT: what is told apart
 * @param seconds  its length
 */
record WantedWindow(
        @NotNull @Pattern(regexp = "[a-z][a-z0-9_]{1,47}") String name,
        @NotNull Scene scene,
        @NotNull Dimension dimension,
        @NotNull WindowKind kind,
        @Nullable @Pattern(regexp = "[A-Za-z][A-Za-z0-9_]{0,31}") String fact,
        @Nullable Dimension distinct,
        @Min(60) @Max(2_678_400) long seconds) {

    WindowDefinition definition() {
        if ((kind == WindowKind.SUM) != (fact != null) || (kind == WindowKind.DISTINCT) != (distinct != null)) {
            throw Refusal.invalid("WINDOW_INVALID", "SUM 需要且仅需要 fact，DISTINCT 需要且仅需要 distinct，COUNT 都不需要")
                    .asException();
        }
        if (distinct == dimension) {
            throw Refusal.invalid("WINDOW_INVALID", "distinct 不能与 dimension 相同").asException();
        }
        return new WindowDefinition(name, scene, dimension, kind, fact, distinct, Duration.ofSeconds(seconds));
    }
}
