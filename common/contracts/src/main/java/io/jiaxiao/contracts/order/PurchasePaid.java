package io.jiaxiao.contracts.order;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Money for a purchase has come in and was taken, or the carrier bills it; the subscription runs.
 *
 * @param amountFen   in fen, come in at our own account; 0 when the carrier bills it
 * @param renewed     whether a running subscription goes on for longer; otherwise one was opened
 * @param paidThrough last business day (Asia/Shanghai) the child has the product now
 */
@EventType(topic = Topics.ORDER_EVENTS, tag = "PurchasePaid")
public record PurchasePaid(
        String purchaseId,
        String personId,
        String childId,
        String schoolId,
        String productCode,
        String planCode,
        long amountFen,
        boolean renewed,
        LocalDate paidThrough,
        Instant at)
        implements DomainEvent {

    @Override
    public String aggregateId() {
        return purchaseId;
    }
}
