package io.jiaxiao.contracts.message;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;

/**
 * A message reached an end.
 *
 * @param key     the key its sender gave it
 * @param outcome DELIVERED, FAILED or EXPIRED
 * @param code    the channel's code for a failure; empty on success
 */
@EventType(topic = Topics.MESSAGE_EVENTS, tag = "MessageConcluded")
public record MessageConcluded(String messageId, String key, Outcome outcome, String code) implements DomainEvent {

    /** How it ended. */
    public enum Outcome {
        DELIVERED,
        FAILED,
        EXPIRED
    }

    @Override
    public String aggregateId() {
        return messageId;
    }
}
