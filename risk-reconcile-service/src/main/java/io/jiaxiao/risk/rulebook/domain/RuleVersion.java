package io.jiaxiao.risk.rulebook.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param author    person id of whoever wrote and may submit it
 * @param decidedBy person id of the second person; null before
 * @param reason    why it was rejected, or what the approver remarked; null when nothing was said
 */
public record RuleVersion(
        String rule,
        int version,
        VersionState state,
        RuleText text,
        String author,
        Instant writtenAt,
        @Nullable Instant submittedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason) {}
