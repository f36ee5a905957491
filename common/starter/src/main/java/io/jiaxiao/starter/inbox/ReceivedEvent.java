package io.jiaxiao.starter.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as the broker delivered it.
 *
 * @param tries how often it was delivered before
 */
record ReceivedEvent(
        long eventId,
        String topic,
        String tag,
        String aggregateId,
        String payload,
        Instant occurredAt,
        @Nullable String traceParent,
        int tries) {}
