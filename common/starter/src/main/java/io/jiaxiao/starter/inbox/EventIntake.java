package io.jiaxiao.starter.inbox;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.starter.event.TraceParent;
import io.micrometer.core.instrument.MeterRegistry;
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
    private final JsonMapper json;
    private final MeterRegistry meters;

    EventIntake(
            EventSubscription<E> subscription,
            Inbox inbox,
            ParkedEvents parked,
            JsonMapper json,
            MeterRegistry meters) {
        this.subscription = subscription;
        this.inbox = inbox;
        this.parked = parked;
        this.json = json;
        this.meters = meters;
    }

    /**
     * @return true when the broker may forget the event; false when it must bring it again
     */
    boolean take(ReceivedEvent received) {
        String trace = TraceParent.traceId(received.traceParent());
        if (trace != null) {
            MDC.put("traceId", trace);
        }
        try {
            handle(received);
            return true;
        } catch (RuntimeException e) {
            return failed(received, e);
        } finally {
            MDC.remove("traceId");
        }
    }

    private void handle(ReceivedEvent received) {
        E event = json.readValue(received.payload(), subscription.event());
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
        if (received.tries() + 1 < EventConsumers.MAX_TRIES) {
            log.warn(
                    "{} could not take {} {} (try {}): {}",
                    subscription.consumer(),
                    received.tag(),
                    received.eventId(),
                    received.tries() + 1,
                    e.toString());
            count("failed");
            return false;
        }
        try {
            parked.park(subscription.consumer(), received, e);
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
