package io.jiaxiao.mall.redemption;

import io.jiaxiao.contracts.mall.RedemptionFulfilled;
import io.jiaxiao.contracts.mall.RedemptionRefunded;
import io.jiaxiao.mall.campaign.FlashStock;
import io.jiaxiao.mall.catalogue.OfferStock;
import io.jiaxiao.mall.points.PointsLedger;
import io.jiaxiao.mall.points.SettleHold;
import io.jiaxiao.mall.points.SettleResult;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.mall.redemption.domain.Step;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import io.jiaxiao.mall.redemption.store.SupplyStore;
import io.jiaxiao.starter.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the ledger how an order ended, then writes the end. The ledger's answer to a settled hold is always the same, so
 * dying between the two costs nothing but a repetition.
 */
@Component
class SettleOrder {

    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final RedemptionStore orders;
    private final SupplyStore numbers;
    private final PointsLedger ledger;
    private final OfferStock stock;
    private final FlashStock flash;
    private final Outbox outbox;
    private final OrderAlarms alarms;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final MeterRegistry meters;

    SettleOrder(
            RedemptionStore orders,
            SupplyStore numbers,
            PointsLedger ledger,
            OfferStock stock,
            FlashStock flash,
            Outbox outbox,
            OrderAlarms alarms,
            TransactionTemplate transaction,
            Clock clock,
            MeterRegistry meters) {
        this.orders = orders;
        this.numbers = numbers;
        this.ledger = ledger;
        this.stock = stock;
        this.flash = flash;
        this.outbox = outbox;
        this.alarms = alarms;
        this.transaction = transaction;
        this.clock = clock;
        this.meters = meters;
    }

    /** Does nothing for an order that has nothing to settle. */
    void settle(long id) {
        Optional<Redemption> found =
                orders.find(id).filter(order -> order.state().isSettling());
        if (found.isEmpty()) {
            return;
        }
        Redemption order = found.get();
        boolean supplied = order.state() == RedemptionState.SUPPLIED;
        SettleResult result = supplied
                ? ledger.post(new SettleHold("post-" + id, id, "FULFILLED"))
                : ledger.release(new SettleHold("release-" + id, id, reasonCode(order)));
        switch (result) {
            case SettleResult.Settled ignored -> {
                boolean written = Boolean.TRUE.equals(
                        transaction.execute(status -> supplied ? fulfilled(order) : refunded(order)));
                if (written) {
                    meters.counter(
                                    "jiaxiao.redemptions.ended",
                                    "channel",
                                    order.channel(),
                                    "outcome",
                                    supplied ? "fulfilled" : "refunded")
                            .increment();
                }
            }
            case SettleResult.Refused refused ->
                transaction.executeWithoutResult(
                        status -> disagree(order, refused.reason().name()));
        }
    }

    private static String reasonCode(Redemption order) {
        String reason = order.progress().reason();
        return reason.equals("CANCELLED") ? reason : "NOT_SUPPLIED";
    }

    private boolean fulfilled(Redemption order) {
        Instant now = now();
        // What was claimed against it while it was being settled is asked about once more.
        Instant due = numbers.toldOtherwise(order.supplyNumber()) ? now : null;
        boolean ended = orders.save(
                order,
                order.progress().become(RedemptionState.FULFILLED, "", now, due),
                Step.bySystem("FULFILLED", ""),
                now);
        if (ended) {
            outbox.append(new RedemptionFulfilled(
                    Long.toString(order.id()), Long.toString(order.personId()), order.channel(), order.points(), now));
        }
        return ended;
    }

    private boolean refunded(Redemption order) {
        Instant now = now();
        Instant due = numbers.toldFulfilled(order.supplyNumber()) ? now : null;
        boolean ended = orders.save(
                order,
                order.progress()
                        .become(RedemptionState.REFUNDED, order.progress().reason(), now, due),
                Step.bySystem("REFUNDED", order.progress().reason()),
                now);
        if (ended) {
            orders.admission(order.id())
                    .ifPresentOrElse(
                            admission -> flash.giveBack(admission.saleId(), order.personId(), admission.requestId()),
                            () -> stock.giveBack(order.skuId(), order.personId(), order.quantity()));
            outbox.append(new RedemptionRefunded(
                    Long.toString(order.id()),
                    Long.toString(order.personId()),
                    order.channel(),
                    order.points(),
                    order.progress().reason(),
                    now));
        }
        return ended;
    }

    /** The ledger says the hold ended otherwise: nothing of ours can have done that. */
    private void disagree(Redemption order, String why) {
        Instant now = now();
        var again = order.progress().needs(OrderAlarms.LEDGER).due(now.plus(AGAIN));
        if (OrderAlarms.LEDGER.equals(order.progress().attention())) {
            orders.touch(order, again);
        } else if (orders.save(order, again, Step.bySystem("LEDGER_DISAGREES", why), now)) {
            alarms.raise(OrderAlarms.LEDGER, order.id(), "订单状态与积分账不一致，请立即人工核对", now);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
