package io.jiaxiao.contracts.mall;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;
import java.time.Instant;

/**
 * Something in the mall needs a person or an emergency plan.
 *
 * @param kind   what it is about, e.g. LEDGER_INVARIANT, CHANNEL_BALANCE, CALLBACK_FORGED, ORDER_OVERDUE
 * @param subject what it concerns: a channel, an order, an invariant; never personal data
 * @param detail a Chinese sentence for operators
 */
@EventType(topic = Topics.MALL_EVENTS, tag = "MallAlarm")
public record MallAlarm(String kind, String subject, String detail, Instant at) implements DomainEvent {

    @Override
    public String aggregateId() {
        return kind + ":" + subject;
    }
}
