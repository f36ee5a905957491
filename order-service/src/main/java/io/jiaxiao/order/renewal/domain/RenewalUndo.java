package io.jiaxiao.order.renewal.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A renewal that is taken back as a whole, and how far that is. Counts are children who had been renewed; total = taken back +
 * kept + those that wait.
 *
 * @param operator   who wanted it
 * @param takenBack  whose subscription is as it was before
 * @param kept       whose term stays, each for a reason
 * @param finishedAt null until its end
 */
public record RenewalUndo(
        long renewalId,
        String reason,
        String operator,
        State state,
        int total,
        int takenBack,
        int kept,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** It only goes forward. */
    public enum State {
        RUNNING,
        DONE
    }
}
