package io.jiaxiao.order.carrier;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.jiaxiao.order.carrier.domain.CarrierOrder;
import io.jiaxiao.order.carrier.domain.CarrierState;
import io.jiaxiao.order.carrier.store.CarrierStore;
import io.jiaxiao.order.carrier.wire.CarrierClient;
import io.jiaxiao.order.carrier.wire.CarrierNotices;
import io.jiaxiao.order.carrier.wire.CarrierProperties;
import io.jiaxiao.order.carrier.wire.Said;
import io.jiaxiao.order.partner.SideBySide;
import io.jiaxiao.starter.ids.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks the carrier about what nobody knows, and ends what is to be ended, until it is known. One batch after another until no full
 * one is left; what is slow holds up nothing of its own batch. Safe to run anywhere, any number of times.
 */
@Component
class FollowCarrierOrders {

    private static final Logger log = LoggerFactory.getLogger(FollowCarrierOrders.class);
    private static final Duration TAKEN = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** Half of the places there are for questions: the other half is for parents, who wait. */
    private static final int AT_ONCE = 16;

    private final CarrierStore orders;
    private final CarrierClient carrier;
    private final CarrierProperties properties;
    private final DecideCarrierOrder decide;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    FollowCarrierOrders(
            CarrierStore orders,
            CarrierClient carrier,
            CarrierProperties properties,
            DecideCarrierOrder decide,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.orders = orders;
        this.carrier = carrier;
        this.properties = properties;
        this.decide = decide;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** @return how much was looked at */
    int run() {
        int done = 0;
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            List<Long> due = take();
            // What failed is due again when its time as taken is over.
            SideBySide.all(
                    due,
                    id -> look(orders.find(id).orElseThrow()),
                    (id, e) -> log.warn("carrier order {} could not be looked after now", id, e));
            done += due.size();
            more = due.size() >= AT_ONCE;
        }
        return done;
    }

    private List<Long> take() {
        Instant now = clock.instant();
        return transaction.execute(status -> orders.take(now, AT_ONCE, now.plus(TAKEN)));
    }

    /** One step of it. */
    void look(CarrierOrder order) {
        switch (order.state()) {
            case CONFIRMING, ACCEPTED -> ask(order);
            case LEAVING -> end(order);
            case WANTED, CODE_SENT -> decide.forgotten(order.id());
            case ACTIVE, PAUSED, ENDED, FAILED -> {}
        }
    }

    private void ask(CarrierOrder order) {
        Said said = carrier.query(Long.toString(ids.next()), order.partnerId(), order.confirmReqNo());
        if (said instanceof Said.Done done) {
            decide.heard(order.id(), CarrierNotices.read(done.data()));
            later(order);
        } else if (said instanceof Said.Refused no && no.meaning() == Said.Meaning.NO_ORDER && isOld(order)) {
            neverArrived(order);
        } else {
            later(order);
        }
    }

    /** Right after a call that was lost, "no such order" may only mean that it is on its way. */
    private boolean isOld(CarrierOrder order) {
        Instant confirmed = order.confirmedAt();
        return order.state() == CarrierState.CONFIRMING
                && confirmed != null
                && !clock.instant().isBefore(confirmed.plus(properties.notFoundStands()));
    }

    private void neverArrived(CarrierOrder order) {
        transaction.executeWithoutResult(status -> {
            CarrierOrder now = orders.lock(order.id()).orElseThrow();
            if (now.state() == CarrierState.CONFIRMING) {
                orders.move(
                        now, CarrierState.WANTED, "NO_ORDER", clock.instant().plus(OrderByCode.FORGOTTEN));
            }
        });
    }

    private void end(CarrierOrder order) {
        switch (carrier.unsubscribe(order.endReqNo(), order.mobile(), order.productId())) {
            case Said.Done done -> {
                CarrierNotices.Told told = CarrierNotices.read(done.data());
                if (told.isFailed()) {
                    notEnded(order, true, told.status(), "");
                } else {
                    decide.ended(order.id(), told.expires(), false);
                }
            }
            // It goes on no more, whoever ended it.
            case Said.Refused no
            when no.meaning() == Said.Meaning.NOT_SUBSCRIBED -> decide.ended(order.id(), null, true);
            case Said.Refused no -> notEnded(order, no.meaning() == Said.Meaning.FOR_GOOD, no.code(), no.words());
            case Said.Unknown(String code) -> notEnded(order, false, code, "");
        }
    }

    /** Tried again for ever; people are told at once when the carrier will not, otherwise when it has not for a while. */
    private void notEnded(CarrierOrder order, boolean forGood, String code, String words) {
        if (forGood || order.tries() >= properties.endStuck()) {
            decide.notEnded(order.id(), code, words);
        }
        later(order);
    }

    private void later(CarrierOrder order) {
        Duration wait = Duration.ofSeconds(3).multipliedBy(1L << Math.min(order.tries(), 8));
        orders.due(order, clock.instant().plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait));
    }

    /** One row in db-scheduler, run by one instance at a time. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> lookAfterCarrierOrders(FollowCarrierOrders follow) {
            return Tasks.recurring("carrier-round", FixedDelay.of(Duration.ofSeconds(1)))
                    .execute((instance, context) -> follow.run());
        }
    }
}
