package io.jiaxiao.contracts.message;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;

/** A code was stored and waits for a channel. Travels apart from {@link MessageAccepted} so that no bulk send is ahead of it. */
@EventType(topic = Topics.MESSAGE_DISPATCH_CODE, tag = "CodeAccepted", urgent = true)
public record CodeAccepted(String messageId) implements DomainEvent {

    @Override
    public String aggregateId() {
        return messageId;
    }
}
