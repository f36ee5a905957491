package io.jiaxiao.contracts.event;

/**
 * Something that has happened, told in the past tense. Implementations are records annotated with {@link EventType}.
 * An event carries ids and amounts, never personal data: brokers keep what they are given.
 */
public interface DomainEvent {

    /** The aggregate it happened to; events of one aggregate arrive in the order in which they were committed. */
    String aggregateId();
}
