package io.jiaxiao.roster.administration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One row of the audit log. */
public record AuditEntry(
        long id,
        Instant at,
        String actor,
        String action,
        String subjectType,
        String subjectId,
        @Nullable String reason,
        @Nullable String clientIp) {}
