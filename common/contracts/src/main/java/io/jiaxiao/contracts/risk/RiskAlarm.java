package io.jiaxiao.contracts.risk;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;
import java.time.Instant;

/**
 * Something about risk needs a person or an emergency plan. Told once in a while for as long as it lasts.
 *
 * @param kind    what it is about: REJECT_BURST, RULE_NOT_LOADED, WINDOWS_AWAY
 * @param subject what it concerns: a scene or a rule; never personal data
 * @param detail  a Chinese sentence for operators
 */
@EventType(topic = Topics.RISK_EVENTS, tag = "RiskAlarm")
public record RiskAlarm(String kind, String subject, String detail, Instant at) implements DomainEvent {

    @Override
    public String aggregateId() {
        return subject;
    }
}
