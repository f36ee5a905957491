package io.jiaxiao.order.payment;

import io.jiaxiao.contracts.order.OrderAlarm;
import io.jiaxiao.starter.outbox.Outbox;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells people about money, in the transaction that finds out. */
@Component
class PaymentAlarms {

    private static final Logger log = LoggerFactory.getLogger(PaymentAlarms.class);

    /** The partner has another amount than we asked for; nothing is done with it. */
    static final String AMOUNT_DIFFERS = "AMOUNT_DIFFERS";
    /** Money nobody waits for: it goes back by itself. */
    static final String NOT_WANTED = "PAID_NOT_WANTED";
    /** The partner will not give a code for a payment. */
    static final String CODE_REFUSED = "CODE_REFUSED";
    /** The partner will not carry out a refund. */
    static final String REFUND_FAILED = "REFUND_FAILED";
    /** A refund does not get done, try after try. */
    static final String REFUND_STUCK = "REFUND_STUCK";
    /** The partner tells of a refund otherwise than we asked for it. */
    static final String REFUND_DIFFERS = "REFUND_DIFFERS";

    /** Money only our own question found; the partner never told. */
    static final String NOTIFY_LOST = "NOTIFY_LOST";

    private final Outbox outbox;
    private final Clock clock;

    PaymentAlarms(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    void raise(String kind, long number, String detail) {
        log.warn("{} {} needs a person", kind, number);
        outbox.append(new OrderAlarm(kind, Long.toString(number), detail, clock.instant()));
    }
}
