package io.jiaxiao.starter.inbox;

import java.time.Instant;

/**
 * An event as the broker delivered it.
 *
 * @param eventId     as its sender numbered it; the platform's are unique, those of product lines need not be
 * @param spareId     of this message alone; negative
 * @param aggregateId empty when its sender named none
 * @param tries       how often it was delivered before
 */
record ReceivedEvent(
        long eventId,
        long spareId,
        String topic,
        String tag,
        String aggregateId,
        String payload,
        Instant occurredAt,
        int tries) {}
