package io.jiaxiao.message.receipt.domain;

import io.jiaxiao.kernel.Mobile;
import java.time.Instant;

/**
 * A stored report that waits for its attempt.
 *
 * @param arrivedAt by our clock
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
        Instant arrivedAt) {

    public DeliveryReport report() {
        return new DeliveryReport(channel, batch, mobile, delivered, status, errorCode, submittedAt, reportedAt);
    }
}
