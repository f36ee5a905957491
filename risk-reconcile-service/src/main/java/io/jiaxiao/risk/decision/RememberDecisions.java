package io.jiaxiao.risk.decision;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.risk.decision.store.DecisionStore;
import io.jiaxiao.risk.decision.store.DecisionStore.Stored;
import io.jiaxiao.risk.window.EventMemory;
import io.jiaxiao.risk.window.EventMemory.StoredEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells Redis the events of stored decisions: hits for as long as they are kept, those decided without windows for as long as
 * any event is remembered. Where it has got to stands in Redis itself, so a Redis that was away or has lost its memory is told
 * again, and until then every decision looks into the database (ADR 13). Every instance does it; doing it twice is doing it once.
 */
@Component
class RememberDecisions implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RememberDecisions.class);
    private static final int CHUNK = 500;

    /** A decision is stored after the moment it is of, and clocks of instances differ. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private final DecisionStore store;
    private final EventMemory memory;
    private final DecisionProperties properties;
    private final Clock clock;
    private final ScheduledExecutorService telling = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("risk-remember").daemon().factory());

    RememberDecisions(DecisionStore store, EventMemory memory, DecisionProperties properties, Clock clock) {
        this.store = store;
        this.memory = memory;
        this.properties = properties;
        this.clock = clock;
        long every = properties.rememberEvery().toMillis();
        telling.scheduleWithFixedDelay(this::round, every, every, TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            for (Scene scene : Scene.values()) {
                tell(scene);
            }
        } catch (Throwable e) {
            // an error, too: what this thread throws ends all rounds for ever
            log.debug("Redis or the database is away, stored events are told later", e);
        }
    }

    private void tell(Scene scene) {
        Instant now = clock.instant();
        Instant upTo = memory.storedUpTo(scene).orElse(null);
        if (upTo == null) {
            // said before it is true, so that a loss meanwhile is seen at the end
            upTo = now.minus(properties.keepHits());
            memory.storedUpTo(scene, null, upTo);
        }
        Instant from = (upTo.isBefore(now) ? upTo : now).minus(OVERLAP);
        List<Stored> chunk = store.stored(scene, from, 0, CHUNK);
        while (!chunk.isEmpty()) {
            List<StoredEvent> events = chunk.stream()
                    .map(one -> event(one, now))
                    .filter(one -> one.keep().isPositive())
                    .toList();
            if (!events.isEmpty()) {
                memory.remember(scene, events);
            }
            Stored last = chunk.getLast();
            chunk = chunk.size() < CHUNK ? List.of() : store.stored(scene, last.decidedAt(), last.id(), CHUNK);
        }
        memory.storedUpTo(scene, upTo, now);
    }

    private StoredEvent event(Stored one, Instant now) {
        Duration kept = one.hit() ? properties.keepHits() : memory.usual();
        return new StoredEvent(
                one.eventId(),
                one.fingerprint(),
                one.id(),
                Duration.between(now, one.decidedAt().plus(kept)));
    }

    @Override
    public void close() {
        telling.shutdownNow();
    }
}
