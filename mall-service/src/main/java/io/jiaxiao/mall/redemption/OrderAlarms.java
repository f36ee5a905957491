package io.jiaxiao.mall.redemption;

import io.jiaxiao.contracts.mall.MallAlarm;
import io.jiaxiao.starter.outbox.Outbox;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells people about an order, in the transaction that marks it. */
@Component
class OrderAlarms {

    private static final Logger log = LoggerFactory.getLogger(OrderAlarms.class);

    /** Its deadline passed. */
    static final String OVERDUE = "ORDER_OVERDUE";
    /** No channel supplies it, and an operator has to choose. */
    static final String REFUSED = "ORDER_REFUSED";
    /** The channel says two things that cannot both be true. */
    static final String CONTRADICTION = "CHANNEL_CONTRADICTION";
    /** The card is another order's, or not what was ordered. */
    static final String CARD = "CARD_CONFLICT";
    /** A success was taken back, and it is too much to give back unseen. */
    static final String REVERSAL = "REVERSAL_LARGE";
    /** Some parcels arrived and others never will. */
    static final String IN_PART = "DELIVERED_IN_PART";
    /** The ledger does not agree that the hold is open. */
    static final String LEDGER = "HOLD_CONFLICT";

    private final Outbox outbox;

    OrderAlarms(Outbox outbox) {
        this.outbox = outbox;
    }

    void raise(String kind, long orderId, String detail, Instant now) {
        log.warn("order {} needs a person: {}", orderId, kind);
        outbox.append(new MallAlarm(kind, Long.toString(orderId), detail, now));
    }
}
