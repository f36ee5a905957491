package io.jiaxiao.mall.catalogue.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a channel's whole pool.
 *
 * @param startedBy operator, or {@code SCHEDULE}
 * @param total     products of the pool; 0 until it is known
 * @param reached   the last of the channel's numbers that is done
 * @param tries     times in a row the channel could not be asked
 * @param trouble   why it stands or has failed; empty when nothing is wrong
 */
public record SyncRun(
        long id,
        String channel,
        State state,
        String startedBy,
        Instant startedAt,
        @Nullable Instant finishedAt,
        int total,
        int done,
        String reached,
        int tries,
        String trouble) {

    /** How far it is. */
    public enum State {
        RUNNING,
        DONE,
        /** The channel could not be asked for too long. */
        FAILED
    }

    /** What became of one product. */
    public enum Outcome {
        ADDED,
        CHANGED,
        UNCHANGED,
        /** Taken off our shelf, since its cost rose beyond the margin. */
        TAKEN_OFF,
        /** The partner does not sell it now. */
        PARTNER_OFF,
        /** No longer in the pool. */
        GONE,
        /** In the pool, but the channel does not describe it. */
        NOT_DESCRIBED,
        /** What the channel says of it cannot be stored. */
        FAILED
    }

    /** @param note a Chinese remark for operators; empty for none */
    public record Result(String channelSku, Outcome outcome, String note) {}
}
