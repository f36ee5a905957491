package io.jiaxiao.starter.outbox;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.starter.event.EventRecord;
import io.jiaxiao.starter.event.TraceParent;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** {@link Outbox} on the {@code outbox} table of the service's own schema. */
final class TransactionalOutbox implements Outbox {

    /** The broker takes 4 MB; an event near that is a file in disguise. */
    private static final int MAX_PAYLOAD = 256 * 1024;

    private final OutboxStore store;
    private final LongSupplier ids;
    private final JsonMapper json;
    private final Clock clock;
    private final Runnable nudge;

    TransactionalOutbox(OutboxStore store, LongSupplier ids, JsonMapper json, Clock clock, Runnable nudge) {
        this.store = store;
        this.ids = ids;
        this.json = json;
        this.clock = clock;
        this.nudge = nudge;
    }

    @Override
    public void appendAll(Collection<? extends DomainEvent> events) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an event is told inside the transaction of its change");
        }
        if (events.isEmpty()) {
            return;
        }
        List<EventRecord> records = events.stream().map(this::record).toList();
        store.insert(records);
        nudgeAfterCommit();
    }

    private EventRecord record(DomainEvent event) {
        EventType type = Objects.requireNonNull(
                event.getClass().getAnnotation(EventType.class), () -> event.getClass() + " has no @EventType");
        String payload = json.writeValueAsString(event);
        if (payload.length() > MAX_PAYLOAD) {
            throw new IllegalArgumentException(type.tag() + " is " + payload.length() + " characters long");
        }
        return new EventRecord(
                0,
                Shards.of(event.aggregateId(), type.urgent()),
                ids.getAsLong(),
                type.topic(),
                type.tag(),
                event.aggregateId(),
                payload,
                TraceParent.current(),
                clock.instant());
    }

    private void nudgeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                nudge.run();
            }
        });
    }
}
