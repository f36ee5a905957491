package io.jiaxiao.contracts.roster;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;
import java.time.Instant;

/** A person signed in with a code. Feeds risk windows and operating figures; holds ids only. */
@EventType(topic = Topics.ROSTER_EVENTS, tag = "PersonSignedIn")
public record PersonSignedIn(String personId, Instant at) implements DomainEvent {

    @Override
    public String aggregateId() {
        return personId;
    }
}
