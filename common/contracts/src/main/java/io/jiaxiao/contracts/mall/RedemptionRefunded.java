package io.jiaxiao.contracts.mall;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;
import java.time.Instant;

/** The points came back. @param reason stable code of why */
@EventType(topic = Topics.MALL_EVENTS, tag = "RedemptionRefunded")
public record RedemptionRefunded(
        String orderId, String personId, String channel, long points, String reason, Instant at)
        implements DomainEvent {

    @Override
    public String aggregateId() {
        return orderId;
    }
}
