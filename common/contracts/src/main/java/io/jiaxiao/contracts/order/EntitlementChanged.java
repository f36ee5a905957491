package io.jiaxiao.contracts.order;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a child may use of one product has changed (O5). Product lines listen instead of asking.
 *
 * @param open        whether it may be used from now on
 * @param paidThrough last business day (Asia/Shanghai) it is paid for; null when never opened
 * @param version     grows with every change of this entitlement, so that an event that comes late is told from a new one
 */
@EventType(topic = Topics.ORDER_EVENTS, tag = "EntitlementChanged")
public record EntitlementChanged(
        String childId, String productCode, boolean open, @Nullable LocalDate paidThrough, long version, Instant at)
        implements DomainEvent {

    @Override
    public String aggregateId() {
        return childId + ":" + productCode;
    }
}
