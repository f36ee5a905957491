package io.jiaxiao.risk.replay.web;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;

/** A version to be run over what was decided from one moment, inclusive, until another. */
record WantedReplay(
        @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,63}") String rule,
        @Min(1) int version,
        @NotNull Instant from,
        @NotNull Instant until) {}
