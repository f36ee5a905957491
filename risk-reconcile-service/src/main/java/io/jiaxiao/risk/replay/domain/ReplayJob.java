package io.jiaxiao.risk.replay.domain;

import io.jiaxiao.contracts.risk.Scene;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param total decisions in the time when it was ordered
 */
public record ReplayJob(
        String id,
        String rule,
        int version,
        Scene scene,
        Instant from,
        Instant until,
        ReplayState state,
        long total,
        Tally tally,
        String orderedBy,
        Instant orderedAt,
        @Nullable Instant endedAt) {}
