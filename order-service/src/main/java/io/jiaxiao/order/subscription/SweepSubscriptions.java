package io.jiaxiao.order.subscription;

import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.subscription.store.SubscriptionStore;
import io.jiaxiao.order.subscription.store.SubscriptionStore.Due;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
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
        inBatches(behind -> store.toResume(today, behind, BATCH), keep::resumeWhenDue);
        inBatches(behind -> store.toBillOn(today, behind, BATCH), billed::goOnWhenDue);
        inBatches(behind -> store.overdue(today, behind, BATCH), keep::endWhenOverdue);
        inBatches(behind -> store.overdueEnding(today, behind, BATCH), keep::endWhenOverdue);
    }

    /** Each batch begins behind the last one of the batch before: whatever could not be moved on is left to the next round. */
    private static void inBatches(Function<Due, List<Due>> batch, LongConsumer act) {
        Due last = Due.NONE;
        for (int i = 0; i < BATCHES; i++) {
            List<Due> found = batch.apply(last);
            each(found, act);
            if (found.size() < BATCH) {
                return;
            }
            last = found.getLast();
        }
    }

    private static void each(List<Due> found, LongConsumer act) {
        for (Due one : found) {
            try {
                act.accept(one.id());
            } catch (RuntimeException e) {
                // One that fails must not be the first in line for all others.
                log.error("subscription {} cannot be moved on now: {}", one.id(), e.toString());
            }
        }
    }
}
