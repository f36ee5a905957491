package io.jiaxiao.starter.inbox;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** An operator has a parked event tried again, or gives it up; either way the audit says who and why. */
class SettleParkedEvent {

    private static final Logger log = LoggerFactory.getLogger(SettleParkedEvent.class);

    private static final String NOT_PARKED = "PARKED_EVENT_NOT_FOUND";

    private final Map<String, EventSubscription<?>> subscriptions;
    private final ParkedEvents parked;
    private final Inbox inbox;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    SettleParkedEvent(
            List<EventSubscription<?>> subscriptions,
            ParkedEvents parked,
            Inbox inbox,
            AuditTrail audit,
            TransactionTemplate transaction,
            JsonMapper json) {
        this.subscriptions =
                subscriptions.stream().collect(Collectors.toMap(EventSubscription::consumer, Function.identity()));
        this.parked = parked;
        this.inbox = inbox;
        this.audit = audit;
        this.transaction = transaction;
        this.json = json;
    }

    /**
     * Takes the event in as if it had just arrived. An effect, the end of its parking and the audit row are one transaction; work
     * that calls the outside world guards itself against being done twice, as it does against a second delivery.
     *
     * @throws RefusedException 404 when it is not parked; 409 when it failed again: it stays parked, with the new error
     */
    void retry(Caller caller, String consumer, long eventId, String reason) {
        EventSubscription<?> subscription = subscriptions.get(consumer);
        if (subscription == null) {
            throw notParked();
        }
        try {
            if (subscription.mode() == EventSubscription.Mode.PARALLEL_WORK) {
                handle(subscription, parked.find(consumer, eventId).orElseThrow(SettleParkedEvent::notParked));
                transaction.executeWithoutResult(
                        status -> leave(caller, "RETRY_PARKED_EVENT", consumer, eventId, reason));
            } else {
                transaction.executeWithoutResult(status -> {
                    ParkedEvent event = leave(caller, "RETRY_PARKED_EVENT", consumer, eventId, reason);
                    inbox.once(consumer, eventId, () -> handle(subscription, event));
                });
            }
        } catch (RefusedException refused) {
            if (refused.refusal().code().equals(NOT_PARKED)) {
                throw refused;
            }
            throw failedAgain(consumer, eventId, refused);
        } catch (RuntimeException e) {
            throw failedAgain(consumer, eventId, e);
        }
    }

    /**
     * Gives the event up: its effect will never happen. The audit row keeps it whole.
     *
     * @throws RefusedException 404 when it is not parked
     */
    void discard(Caller caller, String consumer, long eventId, String reason) {
        transaction.executeWithoutResult(status -> leave(caller, "DISCARD_PARKED_EVENT", consumer, eventId, reason));
    }

    private <E extends DomainEvent> void handle(EventSubscription<E> subscription, ParkedEvent event) {
        subscription.handler().accept(EventPayloads.read(json, event.payload(), subscription.event()));
    }

    private ParkedEvent leave(Caller caller, String action, String consumer, long eventId, String reason) {
        ParkedEvent event = parked.take(consumer, eventId).orElseThrow(SettleParkedEvent::notParked);
        parked.remove(consumer, eventId);
        audit.record(
                caller, action, new AuditTrail.Subject("PARKED_EVENT", consumer + "/" + eventId), event, null, reason);
        return event;
    }

    private RefusedException failedAgain(String consumer, long eventId, RuntimeException cause) {
        log.warn("{} could not take the parked event {}", consumer, eventId, cause);
        parked.failedAgain(consumer, eventId, cause);
        return Refusal.conflict("PARKED_EVENT_FAILED_AGAIN", "重试仍未成功，事件保留在挂起列表中，请查看最新的错误")
                .asException();
    }

    private static RefusedException notParked() {
        return Refusal.notFound(NOT_PARKED, "没有这个挂起事件，可能已被处理").asException();
    }
}
