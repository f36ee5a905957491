package io.jiaxiao.starter.inbox;

import java.time.Instant;

/**
 * An event that its consumer could not take in.
 *
 * @param eventId negative when the event is parked under an id made for it: its own is unreadable or another event's
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
        Instant parkedAt) {}
