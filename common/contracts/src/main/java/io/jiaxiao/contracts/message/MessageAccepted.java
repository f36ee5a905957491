package io.jiaxiao.contracts.message;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;

/** A message was stored and waits for a channel. */
@EventType(topic = Topics.MESSAGE_DISPATCH, tag = "MessageAccepted")
public record MessageAccepted(String messageId) implements DomainEvent {

    @Override
    public String aggregateId() {
        return messageId;
    }
}
