package io.jiaxiao.contracts.order;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;
import java.time.Instant;

/**
 * Something about orders or their money needs a person or an emergency plan.
 *
 * @param kind    what it is about, e.g. NOTIFY_FORGED, AMOUNT_DIFFERS, PAID_TWICE, REFUND_STUCK
 * @param subject what it concerns: an order, a payment, a refund; never personal data
 * @param detail  a Chinese sentence for operators
 */
@EventType(topic = Topics.ORDER_EVENTS, tag = "OrderAlarm")
public record OrderAlarm(String kind, String subject, String detail, Instant at) implements DomainEvent {

    @Override
    public String aggregateId() {
        return kind + ":" + subject;
    }
}
