package io.jiaxiao.risk.replay.domain;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.risk.rulebook.domain.RuleText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param text  what the version said when it was ordered, which is what was run: a draft may have been edited since; null for
 *              one that ended before this was kept
 * @param total decisions in the time when it was ordered
 */
public record ReplayJob(
        String id,
        String rule,
        int version,
        Scene scene,
        @Nullable RuleText text,
        Instant from,
        Instant until,
        ReplayState state,
        long total,
        Tally tally,
        String orderedBy,
        Instant orderedAt,
        @Nullable Instant endedAt) {}
