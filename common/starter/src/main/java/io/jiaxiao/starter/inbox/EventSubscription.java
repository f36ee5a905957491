package io.jiaxiao.starter.inbox;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A bean of this type makes the service a consumer of one event type.
 *
 * @param consumer name of the consumer, unique in the platform; also its broker group, so never rename it lightly
 * @param event    the event's record type
 * @param mode     how it is taken in
 * @param handler  the effect; an exception means "not yet": the event comes again, and is parked after {@link
 *     InboxProperties#maxTries} tries
 */
public record EventSubscription<E extends DomainEvent>(
        String consumer, Class<E> event, Mode mode, Consumer<E> handler) {

    /** How an event is taken in. */
    public enum Mode {
        /** In order per aggregate, through the inbox: the handler runs in the transaction that marks the event. */
        ORDERED_EFFECT,
        /** In any order and in parallel, outside a transaction: for work that calls a partner and guards itself. */
        PARALLEL_WORK
    }

    /** The handler changes this service's own tables. */
    public static <E extends DomainEvent> EventSubscription<E> effect(
            String consumer, Class<E> event, Consumer<E> handler) {
        return new EventSubscription<>(consumer, event, Mode.ORDERED_EFFECT, handler);
    }

    /** The handler calls the outside world and must itself be safe to repeat. */
    public static <E extends DomainEvent> EventSubscription<E> work(
            String consumer, Class<E> event, Consumer<E> handler) {
        return new EventSubscription<>(consumer, event, Mode.PARALLEL_WORK, handler);
    }

    EventType type() {
        return Objects.requireNonNull(event.getAnnotation(EventType.class), () -> event + " has no @EventType");
    }
}
