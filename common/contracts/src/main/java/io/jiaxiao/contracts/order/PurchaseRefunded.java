package io.jiaxiao.contracts.order;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;
import java.time.Instant;

/**
 * Money of a purchase has reached the payer again, all of it or a part.
 *
 * @param refundId  our number for this refund; one purchase may have several
 * @param kind      CANCELLATION, PROMOTION or OPERATOR (above the rules, the subscription stays)
 * @param amountFen in fen
 */
@EventType(topic = Topics.ORDER_EVENTS, tag = "PurchaseRefunded")
public record PurchaseRefunded(
        String purchaseId,
        String refundId,
        String personId,
        String productCode,
        String kind,
        long amountFen,
        Instant at)
        implements DomainEvent {

    @Override
    public String aggregateId() {
        return purchaseId;
    }
}
