package io.jiaxiao.order.subscription;

import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.subscription.store.SubscriptionStore;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Does what only the calendar asks for: ends, resumptions, and the next month on the carrier's bill. Safe to run anywhere and any number of times. */
@Component
class SweepSubscriptions {

    private static final Logger log = LoggerFactory.getLogger(SweepSubscriptions.class);
    private static final int BATCH = 500;
    /** A school term ends for many on one day; what one run leaves, the next takes. */
    private static final int BATCHES = 40;

    private final SubscriptionStore store;
    private final KeepSubscription keep;
    private final BilledSubscriptions billed;
    private final Clock clock;

    SweepSubscriptions(SubscriptionStore store, KeepSubscription keep, BilledSubscriptions billed, Clock clock) {
        this.store = store;
        this.keep = keep;
        this.billed = billed;
        this.clock = clock;
    }

    /** One round. */
    void run() {
        LocalDate today = BusinessDay.of(clock.instant());
        inBatches(() -> store.toResume(today, BATCH), keep::resumeWhenDue);
        inBatches(() -> store.toBillOn(today, BATCH), billed::goOnWhenDue);
        inBatches(() -> store.overdue(today, BATCH), keep::endWhenOverdue);
    }

    private static void inBatches(Supplier<List<Long>> batch, LongConsumer act) {
        for (int i = 0; i < BATCHES; i++) {
            List<Long> ids = batch.get();
            each(ids, act);
            if (ids.size() < BATCH) {
                return;
            }
        }
    }

    private static void each(List<Long> ids, LongConsumer act) {
        for (long id : ids) {
            try {
                act.accept(id);
            } catch (RuntimeException e) {
                // One that fails must not be the first in line for all others.
                log.error("subscription {} cannot be moved on now: {}", id, e.toString());
            }
        }
    }
}
