package io.jiaxiao.contracts.mall;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;
import java.time.Instant;

/** Points are held and the order is written; the supply channel is asked next. */
@EventType(topic = Topics.MALL_SUPPLY, tag = "RedemptionAccepted")
public record RedemptionAccepted(String orderId, String personId, String channel, long points, Instant at)
        implements DomainEvent {

    @Override
    public String aggregateId() {
        return orderId;
    }
}
