package io.jiaxiao.starter.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event as it is stored and sent.
 *
 * @param seq         place in the producer's outbox; orders the events of one aggregate
 * @param shard       outbox shard; all events of one aggregate are in one shard
 * @param eventId     unique in the platform; what consumers deduplicate by
 * @param payload     JSON
 * @param traceParent W3C traceparent of the transaction that told it; null outside a trace
 */
public record EventRecord(
        long seq,
        int shard,
        long eventId,
        String topic,
        String tag,
        String aggregateId,
        String payload,
        @Nullable String traceParent,
        Instant occurredAt) {}
