package io.jiaxiao.starter.inbox;

import java.time.Instant;

/**
 * An event that its consumer could not take in.
 *
 * @param payload the event as JSON; ids and amounts only, as every event
 * @param error   what the last try ended with
 */
record ParkedEvent(
        String consumer,
        long eventId,
        String topic,
        String tag,
        String aggregateId,
        String payload,
        Instant occurredAt,
        String error,
        Instant parkedAt) {

    ReceivedEvent received() {
        return new ReceivedEvent(eventId, topic, tag, aggregateId, payload, occurredAt, null, 0);
    }
}
