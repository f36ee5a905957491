package io.jiaxiao.order.migration.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file of the old platform's orders.
 *
 * @param checksum   SHA-256 of the file; the same bytes are the same migration
 * @param bytes      of the file
 * @param total      lines behind the headings, good and bad
 * @param operator   who asked for what is done now
 * @param startedAt  when that was; null before the first check
 * @param finishedAt its end; null while at work
 */
public record Migration(
        long id,
        String name,
        String checksum,
        long bytes,
        int total,
        MigrationState state,
        String operator,
        String reason,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
