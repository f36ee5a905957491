package io.jiaxiao.roster.dataimport.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An import as its operator sees it.
 *
 * @param totalRows rows of the file, without its heading
 * @param doneRows  rows looked at so far
 * @param refused   rows left out; each has at least one error
 * @param failure   why it FAILED; null otherwise
 */
public record ImportProgress(
        long id,
        ImportKind kind,
        boolean dryRun,
        ImportState state,
        int totalRows,
        int doneRows,
        int added,
        int changed,
        int unchanged,
        int refused,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable String failure) {}
