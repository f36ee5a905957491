package io.jiaxiao.contracts.roster;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;
import java.time.Instant;

/** A child left a class; a transfer tells this first and {@link ChildJoinedClass} after it. */
@EventType(topic = Topics.ROSTER_EVENTS, tag = "ChildLeftClass")
public record ChildLeftClass(String childId, String classId, String schoolId, Instant at) implements DomainEvent {

    @Override
    public String aggregateId() {
        return childId;
    }
}
