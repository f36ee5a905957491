package io.jiaxiao.mall.points.web;

import io.jiaxiao.mall.points.adjustment.Adjustment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An adjustment as operators see it; see {@link Adjustment}. */
record AdjustmentView(
        String id,
        String personId,
        String line,
        long points,
        String reason,
        String state,
        @Nullable String refusal,
        String requestedBy,
        Instant requestedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {

    static AdjustmentView of(Adjustment adjustment) {
        return new AdjustmentView(
                Long.toString(adjustment.id()),
                Long.toString(adjustment.personId()),
                adjustment.line().name(),
                adjustment.points(),
                adjustment.reason(),
                adjustment.state().name(),
                adjustment.refusal(),
                adjustment.requestedBy(),
                adjustment.requestedAt(),
                adjustment.decidedBy(),
                adjustment.decidedAt());
    }
}
