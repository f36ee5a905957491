package io.jiaxiao.contracts.order;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;
import java.time.Instant;

/**
 * Somebody ended a subscription before its time (O9 counts them by school).
 *
 * @param backFen what comes back in all, in fen; may be 0
 */
@EventType(topic = Topics.ORDER_EVENTS, tag = "SubscriptionCancelled")
public record SubscriptionCancelled(
        String subscriptionId,
        String personId,
        String childId,
        String schoolId,
        String productCode,
        long backFen,
        Instant at)
        implements DomainEvent {

    @Override
    public String aggregateId() {
        return subscriptionId;
    }
}
