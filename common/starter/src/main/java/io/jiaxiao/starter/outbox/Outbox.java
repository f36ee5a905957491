package io.jiaxiao.starter.outbox;

import io.jiaxiao.contracts.event.DomainEvent;
import java.util.Collection;
import java.util.List;

/** Tells the other services what a transaction changed: at least once, after the commit, and only if it commits. */
public interface Outbox {

    /**
     * Stores the event on the connection of the running transaction.
     *
     * @throws IllegalStateException outside a transaction: such an event could be told of a change that never was
     */
    default void append(DomainEvent event) {
        appendAll(List.of(event));
    }

    /** As {@link #append}, in one statement; the order of the collection is kept per aggregate. */
    void appendAll(Collection<? extends DomainEvent> events);
}
