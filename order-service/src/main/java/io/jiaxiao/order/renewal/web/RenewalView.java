package io.jiaxiao.order.renewal.web;

import io.jiaxiao.order.renewal.domain.Renewal;
import io.jiaxiao.order.renewal.domain.RenewalState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A renewal and how far it is; counts are children.
 *
 * @param total     0 until all children are listed
 * @param waiting   of the total, without a result yet
 * @param elapsedMs since it was ordered, until its end
 */
record RenewalView(
        String id,
        String planCode,
        LocalDate endingBy,
        String settlement,
        String reason,
        String operator,
        RenewalState state,
        int total,
        int renewed,
        int skipped,
        int cancelled,
        int waiting,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        long elapsedMs) {

    static RenewalView of(Renewal one, Instant now) {
        Instant finishedAt = one.finishedAt();
        return new RenewalView(
                Long.toString(one.id()),
                one.planCode(),
                one.endingBy(),
                one.settlement(),
                one.reason(),
                one.operator(),
                one.state(),
                one.total(),
                one.renewed(),
                one.skipped(),
                one.cancelled(),
                Math.max(0, one.total() - one.renewed() - one.skipped() - one.cancelled()),
                one.createdAt(),
                one.startedAt(),
                finishedAt,
                Duration.between(one.createdAt(), finishedAt == null ? now : finishedAt)
                        .toMillis());
    }
}
