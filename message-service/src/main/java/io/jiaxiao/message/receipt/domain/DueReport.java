package io.jiaxiao.message.receipt.domain;

import java.time.Duration;

/**
 * A waiting report whose time to be looked at has come.
 *
 * @param looks how often an attempt was looked for
 */
public record DueReport(long id, int looks) {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    /** The pause before the next look: doubling, bounded. */
    public Duration pause() {
        Duration pause = Duration.ofSeconds(1L << Math.min(looks, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
