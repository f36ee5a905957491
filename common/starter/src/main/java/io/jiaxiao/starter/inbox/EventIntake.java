package io.jiaxiao.starter.inbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.starter.event.TraceParent;
import io.jiaxiao.starter.remote.NeighbourAway;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.json.JsonMapper;

/** What happens to one delivered event, whatever the broker: handled, recognised as a copy, tried again or parked. */
final class EventIntake<E extends DomainEvent> {

    private static final Logger log = LoggerFactory.getLogger(EventIntake.class);

    private final EventSubscription<E> subscription;
    private final Inbox inbox;
    private final ParkedEvents parked;
    private final int maxTries;
    private final JsonMapper json;
    private final MeterRegistry meters;

    /** Tries that failed because a neighbour was away, by event: the broker counts them with the others. */
    private final Cache<Long, Integer> spared = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    /** @param maxTries tries before an event is parked, at least 1 */
    EventIntake(
            EventSubscription<E> subscription,
            Inbox inbox,
            ParkedEvents parked,
            int maxTries,
            JsonMapper json,
            MeterRegistry meters) {
        this.subscription = subscription;
        this.inbox = inbox;
        this.parked = parked;
        this.maxTries = maxTries;
        this.json = json;
        this.meters = meters;
    }

    /**
     * @return true when the broker may forget the event; false when it must bring it again
     */
    boolean take(Delivery delivery) {
        String trace = TraceParent.traceId(delivery.traceParent());
        if (trace != null) {
            MDC.put("traceId", trace);
        }
        try {
            return take(delivery.event());
        } catch (IllegalArgumentException unreadable) {
            // the next try would read the same
            return park(delivery.asItCame(), unreadable);
        } finally {
            MDC.remove("traceId");
        }
    }

    private boolean take(ReceivedEvent received) {
        try {
            handle(received);
            spared.invalidate(received.eventId());
            return true;
        } catch (RuntimeException e) {
            return failed(received, e);
        }
    }

    private void handle(ReceivedEvent received) {
        E event = EventPayloads.read(json, received.payload(), subscription.event());
        if (subscription.mode() == EventSubscription.Mode.PARALLEL_WORK) {
            subscription.handler().accept(event);
            count("handled");
            return;
        }
        boolean first = inbox.once(subscription.consumer(), received.eventId(), () -> subscription
                .handler()
                .accept(event));
        count(first ? "handled" : "duplicate");
    }

    private boolean failed(ReceivedEvent received, RuntimeException e) {
        if (NeighbourAway.isWhy(e)) {
            // the event is as good as any: an outage must not end in a list that operators work off one by one
            spared.asMap().merge(received.eventId(), 1, Integer::sum);
            return comesAgain(received, e, "neighbour-away");
        }
        Integer notItsFault = spared.getIfPresent(received.eventId());
        if (received.tries() + 1 - (notItsFault == null ? 0 : notItsFault) < maxTries) {
            return comesAgain(received, e, "failed");
        }
        return park(received, e);
    }

    private boolean comesAgain(ReceivedEvent received, RuntimeException e, String outcome) {
        log.warn(
                "{} could not take {} {} (try {}): {}",
                subscription.consumer(),
                received.tag(),
                received.eventId(),
                received.tries() + 1,
                e.toString());
        count(outcome);
        return false;
    }

    private boolean park(ReceivedEvent received, RuntimeException e) {
        try {
            parked.park(subscription.consumer(), received, e);
            spared.invalidate(received.eventId());
            log.error("{} parked {} {}", subscription.consumer(), received.tag(), received.eventId(), e);
            count("parked");
            return true;
        } catch (RuntimeException notParked) {
            log.warn("{} cannot park {}: {}", subscription.consumer(), received.eventId(), notParked.toString());
            return false;
        }
    }

    private void count(String outcome) {
        meters.counter("jiaxiao.events.taken", "consumer", subscription.consumer(), "outcome", outcome)
                .increment();
    }
}
