package io.jiaxiao.starter.outbox;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;

/** A counter got its next value: the smallest event that shows loss, doubling and disorder. */
@EventType(topic = "counter-events", tag = "CounterChanged")
public record CounterChanged(String counter, long value) implements DomainEvent {

    @Override
    public String aggregateId() {
        return counter;
    }
}
