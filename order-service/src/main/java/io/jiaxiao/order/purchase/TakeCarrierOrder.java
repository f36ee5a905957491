package io.jiaxiao.order.purchase;

import io.jiaxiao.contracts.order.OrderAlarm;
import io.jiaxiao.contracts.order.PurchasePaid;
import io.jiaxiao.order.carrier.CarrierOrders;
import io.jiaxiao.order.carrier.CarrierOwner;
import io.jiaxiao.order.catalogue.Catalogue;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.purchase.domain.Purchase;
import io.jiaxiao.order.purchase.domain.PurchaseState;
import io.jiaxiao.order.purchase.domain.Step;
import io.jiaxiao.order.purchase.store.PurchaseStore;
import io.jiaxiao.order.subscription.BilledSubscriptions;
import io.jiaxiao.order.subscription.Subscriptions;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent;
import io.jiaxiao.starter.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the carrier's word does to the purchase it is about, in the transaction that decides it. Rows are locked in one order:
 * carrier order, purchase, entitlement, subscription. No money of ours moves: the carrier bills the parent.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class TakeCarrierOrder implements CarrierOwner {

    private final PurchaseStore purchases;
    private final Catalogue catalogue;
    private final BilledSubscriptions billed;
    private final CarrierOrders carrier;
    private final Outbox outbox;
    private final Clock clock;

    TakeCarrierOrder(
            PurchaseStore purchases,
            Catalogue catalogue,
            BilledSubscriptions billed,
            CarrierOrders carrier,
            Outbox outbox,
            Clock clock) {
        this.purchases = purchases;
        this.catalogue = catalogue;
        this.billed = billed;
        this.carrier = carrier;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void activated(String orderId, String carrierOrderId, Instant effective) {
        Instant now = now();
        Purchase purchase = lock(orderId);
        if (purchase.state() != PurchaseState.AWAITING_PAYMENT) {
            notWanted(purchase, carrierOrderId, now);
            return;
        }
        Optional<Subscription> opened = billed.open(
                new Subscriptions.Payment(
                        purchase.id(),
                        purchase.personId(),
                        purchase.childId(),
                        purchase.schoolId(),
                        catalogue.plan(purchase.planCode()).orElseThrow(),
                        purchase.price()),
                now);
        if (opened.isEmpty()) {
            close(purchase, "RUNNING_ALREADY", now);
            notWanted(purchase, carrierOrderId, now);
            return;
        }
        Subscription subscription = opened.get();
        if (!purchases.paid(purchase.id(), subscription.id(), effective, Step.bySystem("ON_BILL", ""), now)) {
            throw new IllegalStateException("purchase " + purchase.id() + " changed under its lock");
        }
        outbox.append(new PurchasePaid(
                orderId,
                Long.toString(purchase.personId()),
                purchase.childId(),
                purchase.schoolId(),
                purchase.productCode(),
                purchase.planCode(),
                0,
                false,
                subscription.paidThrough(),
                now));
    }

    /** Nobody is to be billed for nothing: the carrier is asked to end it, and a person looks. */
    private void notWanted(Purchase purchase, String carrierOrderId, Instant now) {
        carrier.end(carrierOrderId);
        purchases.note(lock(Long.toString(purchase.id())), Step.bySystem("CARRIER_NOT_WANTED", ""), now);
        outbox.append(new OrderAlarm(
                "CARRIER_NOT_WANTED", Long.toString(purchase.id()), "运营商已开通但订单已关闭或孩子已有此产品，正在向运营商退订", now));
    }

    @Override
    public void failed(String orderId, String carrierOrderId, Instant at) {
        close(lock(orderId), "CARRIER_FAILED", now());
    }

    private void close(Purchase purchase, String why, Instant now) {
        purchases.move(
                purchase.id(), PurchaseState.AWAITING_PAYMENT, PurchaseState.CLOSED, Step.bySystem(why, ""), now);
    }

    @Override
    public void ended(String orderId, String carrierOrderId, Instant end, boolean byCarrier) {
        Instant now = now();
        Purchase purchase = lock(orderId);
        Long subscriptionId = purchase.subscriptionId();
        if (subscriptionId == null) {
            return;
        }
        LocalDate last = BusinessDay.of(end.minusMillis(1));
        purchases.note(
                purchase, Step.bySystem(byCarrier ? "ENDED_BY_CARRIER" : "ENDED_AT_CARRIER", last.toString()), now);
        if (billed.endsOn(subscriptionId, last, byCarrier ? "carrier" : SubscriptionEvent.SYSTEM, now)) {
            outbox.append(OrderOnBill.cancelled(subscriptionId, purchase, now));
        }
    }

    @Override
    public void paused(String orderId, String carrierOrderId, boolean paused, Instant at) {
        Purchase purchase = lock(orderId);
        Long subscriptionId = purchase.subscriptionId();
        if (subscriptionId == null) {
            return;
        }
        if (paused) {
            billed.suspend(subscriptionId, now());
        } else {
            billed.resume(subscriptionId, now());
        }
    }

    private Purchase lock(String orderId) {
        return purchases.lock(Long.parseLong(orderId)).orElseThrow();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
