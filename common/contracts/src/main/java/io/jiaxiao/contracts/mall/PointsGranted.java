package io.jiaxiao.contracts.mall;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;
import java.time.Instant;

/** Points were added. @param points always above zero */
@EventType(topic = Topics.MALL_EVENTS, tag = "PointsGranted")
public record PointsGranted(String personId, ProductLine line, String event, long points, Instant at)
        implements DomainEvent {

    @Override
    public String aggregateId() {
        return personId;
    }
}
