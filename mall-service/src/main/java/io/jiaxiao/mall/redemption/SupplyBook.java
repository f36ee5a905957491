package io.jiaxiao.mall.redemption;

import static io.jiaxiao.mall.redemption.domain.RedemptionState.ACCEPTED;
import static io.jiaxiao.mall.redemption.domain.RedemptionState.ORDERING;
import static io.jiaxiao.mall.redemption.domain.RedemptionState.PLACED;
import static io.jiaxiao.mall.redemption.domain.RedemptionState.UNKNOWN;

import io.jiaxiao.mall.redemption.domain.Progress;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.mall.redemption.domain.Step;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import io.jiaxiao.mall.redemption.store.SupplyStore;
import io.jiaxiao.mall.supply.Placement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is written around a call that places an order: before it, the number; after it, the answer. */
@Service
class SupplyBook {

    private final RedemptionStore orders;
    private final SupplyStore numbers;
    private final Endings endings;
    private final AskAgain again;
    private final OrderAlarms alarms;
    private final RedemptionProperties properties;
    private final Clock clock;

    SupplyBook(
            RedemptionStore orders,
            SupplyStore numbers,
            Endings endings,
            AskAgain again,
            OrderAlarms alarms,
            RedemptionProperties properties,
            Clock clock) {
        this.orders = orders;
        this.numbers = numbers;
        this.endings = endings;
        this.again = again;
        this.alarms = alarms;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Takes the order for one call and stores its number. Whoever gets it calls the channel at once.
     *
     * @return empty when it is not waiting, not due yet, or somebody else was quicker
     */
    @Transactional
    public Optional<Redemption> claim(long id) {
        Instant now = now();
        Optional<Redemption> found = orders.find(id).filter(order -> order.state() == ACCEPTED && isDue(order, now));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Redemption order = found.get();
        Progress ordering = order.progress()
                .become(ORDERING, "", now, now.plus(properties.lease()))
                .tried();
        if (!orders.save(order, ordering, Step.bySystem("ORDERING", order.supplyNumber()), now)) {
            return Optional.empty();
        }
        numbers.open(order, now);
        return orders.find(id);
    }

    /** The first call waits for nothing: the moment on the row only keeps the sweep from overtaking the event. */
    private static boolean isDue(Redemption order, Instant now) {
        Instant due = order.progress().dueAt();
        return order.progress().tries() == 0 || due == null || !due.isAfter(now);
    }

    /**
     * Stores a channel's answer. May come late: after the call was given up as lost, after its number was asked for, after a
     * notice has decided it.
     *
     * @param asked the order as {@link #claim} gave it
     */
    @Transactional
    public void answered(Redemption asked, Placement answer) {
        Redemption order = orders.lock(asked.id()).orElseThrow();
        Instant now = now();
        switch (answer) {
            case Placement.Accepted accepted -> accepted(asked, order, accepted, now);
            case Placement.Refused refused -> {
                // Only the answer to the last call counts: an earlier one may have been overtaken by a success.
                if (isSameCall(asked, order) && (order.state() == ORDERING || order.state() == UNKNOWN)) {
                    refused(order, refused, now);
                }
            }
            case Placement.Unknown unknown -> {
                if (isSameCall(asked, order) && order.state() == ORDERING) {
                    orders.save(
                            order,
                            unknown(order, now),
                            Step.byChannel("UNKNOWN", order.channel(), unknown.code(), ""),
                            now);
                }
            }
        }
    }

    private void accepted(Redemption asked, Redemption order, Placement.Accepted accepted, Instant now) {
        if (!asked.supplyNumber().equals(order.supplyNumber()) || !order.state().holdsPoints() || hasLost(order)) {
            // Refused for certain once, and now accepted: our points are back or on another order already.
            alarms.raise(OrderAlarms.CONTRADICTION, order.id(), "渠道先后给出相反的下单结果，请人工核对", now);
            orders.save(
                    order,
                    order.progress().needs(OrderAlarms.CONTRADICTION),
                    Step.byChannel("ACCEPTED_TOO_LATE", asked.channel(), asked.supplyNumber(), ""),
                    now);
            return;
        }
        numbers.placed(order.supplyNumber(), accepted.partnerNumber(), accepted.costFen(), now);
        if (order.state().canBecome(PLACED)) {
            Progress placed = order.progress().become(PLACED, "", now, now.plus(again.afterNews(order.kind())));
            orders.save(order, placed, Step.byChannel("PLACED", order.channel(), "", ""), now);
        }
    }

    private static boolean hasLost(Redemption order) {
        return order.state() == RedemptionState.REFUSED || order.state() == RedemptionState.REFUNDING;
    }

    private void refused(Redemption order, Placement.Refused refused, Instant now) {
        boolean soldOut = refused.cause() == Placement.Cause.SOLD_OUT;
        int most = soldOut ? properties.soldOutTries() : properties.mostTries();
        if (!refused.permanent() && order.progress().tries() < most) {
            Instant again =
                    now.plus(properties.retry().pause().after(order.progress().tries() - 1));
            orders.save(
                    order,
                    order.progress().become(ACCEPTED, refused.code(), now, again),
                    Step.byChannel("REFUSED_FOR_NOW", order.channel(), refused.code(), refused.reason()),
                    now);
            return;
        }
        endings.notSupplied(
                order,
                refused.permanent() || soldOut ? properties.onRefused() : properties.onExhausted(),
                refused.cause() == Placement.Cause.OTHER
                        ? refused.code()
                        : refused.cause().name(),
                Step.byChannel("REFUSED", order.channel(), refused.code(), refused.reason()),
                now);
    }

    /** A worker has been silent for its whole lease: it may or may not have called. */
    @Transactional
    public void lapse(long id) {
        Redemption order = orders.lock(id).orElseThrow();
        Instant now = now();
        Instant due = order.progress().dueAt();
        if (order.state() == ORDERING && due != null && !due.isAfter(now)) {
            orders.save(order, unknown(order, now).due(now), Step.bySystem("WORKER_SILENT", ""), now);
        }
    }

    private Progress unknown(Redemption order, Instant now) {
        return order.progress()
                .become(
                        UNKNOWN,
                        "",
                        now,
                        now.plus(properties.askUnknown().pause().after(0)));
    }

    private static boolean isSameCall(Redemption asked, Redemption order) {
        return asked.supplyNumber().equals(order.supplyNumber())
                && asked.progress().tries() == order.progress().tries();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
