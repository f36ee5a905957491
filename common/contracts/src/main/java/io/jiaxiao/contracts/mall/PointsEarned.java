package io.jiaxiao.contracts.mall;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;
import java.time.Instant;

/**
 * A product line reports that a person did something worth points; mall-service applies the rule of that line and event.
 * What a line writes beside it, as properties of the message, is in {@code docs/flows/ledger.md}.
 *
 * @param key      the line's own number for it: the same key is one grant
 * @param event    code of the earning rule, e.g. {@code READING_FINISHED}
 * @param quantity how many times, at least 1
 */
@EventType(topic = Topics.POINTS_EARNED, tag = "PointsEarned")
public record PointsEarned(ProductLine line, String key, String event, String personId, long quantity, Instant at)
        implements DomainEvent {

    @Override
    public String aggregateId() {
        return line + ":" + personId;
    }
}
