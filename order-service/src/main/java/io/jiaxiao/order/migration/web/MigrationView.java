package io.jiaxiao.order.migration.web;

import io.jiaxiao.order.migration.OperateMigrations.Progress;
import io.jiaxiao.order.migration.domain.Migration;
import io.jiaxiao.order.migration.domain.MigrationState;
import io.jiaxiao.order.migration.domain.RowState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A migration and how far it is.
 *
 * @param checksum  SHA-256 of the file
 * @param total     lines of the file behind the headings
 * @param counts    rows by state; together they are the total
 * @param operator  who asked for what is done now
 * @param elapsedMs of what is done now, until its end; 0 before the first check
 */
record MigrationView(
        String id,
        String name,
        String checksum,
        long bytes,
        MigrationState state,
        int total,
        Map<RowState, Integer> counts,
        String operator,
        String reason,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        long elapsedMs) {

    static MigrationView of(Progress progress, Instant now) {
        Migration one = progress.migration();
        Instant startedAt = one.startedAt();
        Instant finishedAt = one.finishedAt();
        Instant until = finishedAt == null ? now : finishedAt;
        return new MigrationView(
                Long.toString(one.id()),
                one.name(),
                one.checksum(),
                one.bytes(),
                one.state(),
                one.total(),
                progress.counts(),
                one.operator(),
                one.reason(),
                one.createdAt(),
                startedAt,
                finishedAt,
                startedAt == null
                        ? 0
                        : Math.max(0, Duration.between(startedAt, until).toMillis()));
    }
}
