package io.jiaxiao.contracts.roster;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;
import java.time.Instant;

/** A child came into a class: by a scanned code, by an operator, by a file. */
@EventType(topic = Topics.ROSTER_EVENTS, tag = "ChildJoinedClass")
public record ChildJoinedClass(String childId, String classId, String schoolId, Instant at) implements DomainEvent {

    @Override
    public String aggregateId() {
        return childId;
    }
}
