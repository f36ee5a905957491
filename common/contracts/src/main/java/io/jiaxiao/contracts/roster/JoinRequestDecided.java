package io.jiaxiao.contracts.roster;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;
import java.time.Instant;

/**
 * A class teacher has let a child in, or has not. What the code itself decided at once is not told.
 *
 * @param guardianId who asked
 */
@EventType(topic = Topics.ROSTER_EVENTS, tag = "JoinRequestDecided")
public record JoinRequestDecided(String requestId, String guardianId, String classId, boolean approved, Instant at)
        implements DomainEvent {

    @Override
    public String aggregateId() {
        return requestId;
    }
}
