package io.jiaxiao.contracts.mall;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;
import java.time.Instant;

/** The person has what was redeemed, or it is on its way for good; the points are spent. */
@EventType(topic = Topics.MALL_EVENTS, tag = "RedemptionFulfilled")
public record RedemptionFulfilled(String orderId, String personId, String channel, long points, Instant at)
        implements DomainEvent {

    @Override
    public String aggregateId() {
        return orderId;
    }
}
