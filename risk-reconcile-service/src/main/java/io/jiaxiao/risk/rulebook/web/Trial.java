package io.jiaxiao.risk.rulebook.web;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.risk.rulebook.domain.Dimension;
import io.jiaxiao.risk.rulebook.domain.Expression;
import io.jiaxiao.risk.rulebook.domain.Inputs;
import io.jiaxiao.risk.time.AskedTimes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An expression to be tried before it is saved.
 *
 * @param sample null to have it checked only
 */
record Trial(@NotNull Scene scene, @NotBlank @Size(max = 2000) String expression, @Nullable @Valid Sample sample) {

    /**
     * An imagined event.
     *
     * @param at      now when null; from 2020 to a year from now
     * @param facts   as in a decision
     * @param windows values by name
     */
    record Sample(
            @Nullable @Size(max = 32) String personId,
            @Nullable @Size(max = 64) String device,
            @Nullable @Size(max = 64) String mobileIndex,
            @Nullable @Size(max = 45) String ip,
            @Nullable @Size(max = 32) String schoolId,
            @Nullable Instant at,
            @Nullable @Size(max = 32) Map<String, Object> facts,
            @Nullable @Size(max = 64) Map<String, @NotNull Long> windows,
            @Nullable Set<@NotNull Dimension> blocked,
            @Nullable Set<@NotNull Dimension> allowed) {

        /** @throws io.jiaxiao.kernel.RefusedException 400 for a time far away */
        Inputs inputs(Map<String, Object> known, Instant now) {
            return new Inputs(
                    "sample",
                    personId == null ? "" : personId,
                    device,
                    mobileIndex,
                    ip,
                    schoolId,
                    at == null ? now : AskedTimes.inTime("sample.at", at, now),
                    known,
                    windows == null ? Map.of() : windows,
                    blocked == null ? Set.of() : blocked,
                    allowed == null ? Set.of() : allowed);
        }
    }

    /**
     * @param words   of the expression
     * @param outcome null without a sample
     */
    record Result(List<String> words, Expression.@Nullable Outcome outcome) {}
}
