package io.jiaxiao.message.receipt.domain;

import java.time.Instant;

/**
 * A report as a line in a message's story.
 *
 * @param errorCode  empty when there is none
 * @param arrivedAt  by our clock
 * @param reportedAt by the channel's clock
 */
public record ReportLine(
        String channel, boolean delivered, String status, String errorCode, Instant arrivedAt, Instant reportedAt) {}
