package io.jiaxiao.message.receipt.domain;

import io.jiaxiao.kernel.Mobile;
import java.time.Duration;
import java.time.Instant;

/**
 * A stored report that waits for its attempt.
 *
 * @param arrivedAt by our clock
 * @param looks     how often an attempt was looked for
 */
public record PendingReport(
        long id,
        String channel,
        String batch,
        Mobile mobile,
        boolean delivered,
        String status,
        String errorCode,
        Instant submittedAt,
        Instant reportedAt,
        Instant arrivedAt,
        int looks) {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    public DeliveryReport report() {
        return new DeliveryReport(channel, batch, mobile, delivered, status, errorCode, submittedAt, reportedAt);
    }

    /** The pause before the next look: doubling, bounded. */
    public Duration pause() {
        Duration pause = Duration.ofSeconds(1L << Math.min(looks, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
