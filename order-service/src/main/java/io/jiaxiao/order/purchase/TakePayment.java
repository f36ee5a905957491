package io.jiaxiao.order.purchase;

import io.jiaxiao.contracts.order.OrderAlarm;
import io.jiaxiao.contracts.order.PurchasePaid;
import io.jiaxiao.contracts.order.PurchaseRefunded;
import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.Catalogue;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.payment.PaymentOwner;
import io.jiaxiao.order.promotion.Returns;
import io.jiaxiao.order.promotion.domain.Policy;
import io.jiaxiao.order.purchase.domain.Purchase;
import io.jiaxiao.order.purchase.domain.PurchaseState;
import io.jiaxiao.order.purchase.domain.Step;
import io.jiaxiao.order.purchase.store.PurchaseRefundStore;
import io.jiaxiao.order.purchase.store.PurchaseRefundStore.Refund;
import io.jiaxiao.order.purchase.store.PurchaseStore;
import io.jiaxiao.order.subscription.Subscriptions;
import io.jiaxiao.order.subscription.TakenTerm;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.starter.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a decided payment does to its purchase, in the transaction that decides it: money taken opens or renews the subscription
 * and the entitlement with it; money nothing waits for any more goes back (O10).
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class TakePayment implements PaymentOwner {

    private static final Logger log = LoggerFactory.getLogger(TakePayment.class);

    private final PurchaseStore purchases;
    private final PurchaseRefundStore refunds;
    private final Catalogue catalogue;
    private final Subscriptions subscriptions;
    private final Returns returns;
    private final Outbox outbox;
    private final Clock clock;

    TakePayment(
            PurchaseStore purchases,
            PurchaseRefundStore refunds,
            Catalogue catalogue,
            Subscriptions subscriptions,
            Returns returns,
            Outbox outbox,
            Clock clock) {
        this.purchases = purchases;
        this.refunds = refunds;
        this.catalogue = catalogue;
        this.subscriptions = subscriptions;
        this.returns = returns;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Reception paid(String orderId, String paymentId, Money amount, Instant paidAt) {
        Instant now = now();
        Purchase purchase = purchases.lock(Long.parseLong(orderId)).orElseThrow();
        boolean own = purchase.paymentId().equals(paymentId);
        if (purchase.state() != PurchaseState.AWAITING_PAYMENT) {
            if (own && purchase.paidAt() != null) {
                return Reception.TAKEN;
            }
            purchases.note(purchase, Step.bySystem("MONEY_NOT_WANTED", "支付单 " + paymentId), now);
            return Reception.NOT_WANTED;
        }
        if (!own || !amount.equals(purchase.price())) {
            outbox.append(new OrderAlarm(
                    "AMOUNT_DIFFERS", orderId, "订单应付" + purchase.price() + "，实收" + amount + "，已原路退回", now));
            return close(purchase, "AMOUNT_DIFFERS", now);
        }
        return take(purchase, paidAt, now);
    }

    @Override
    public Reception settledOddly(String orderId, String paymentId, Money received, boolean accepted, Instant paidAt) {
        Instant now = now();
        Purchase purchase = purchases.lock(Long.parseLong(orderId)).orElseThrow();
        if (purchase.state() != PurchaseState.AWAITING_PAYMENT
                || !purchase.paymentId().equals(paymentId)) {
            purchases.note(purchase, Step.bySystem("MONEY_NOT_WANTED", "支付单 " + paymentId), now);
            return Reception.NOT_WANTED;
        }
        if (!accepted) {
            return close(purchase, "AMOUNT_RETURNED", now);
        }
        purchases.reprice(
                purchase, received, Step.bySystem("AMOUNT_ACCEPTED", purchase.price() + " → " + received), now);
        return take(purchases.lock(purchase.id()).orElseThrow(), paidAt, now);
    }

    private Reception take(Purchase purchase, Instant paidAt, Instant now) {
        Plan plan = catalogue.plan(purchase.planCode()).orElseThrow();
        subscriptions.holdChild(purchase.childId(), plan.productCode());
        Policy policy = returns.promised(plan, purchase.quotedAt()).orElse(null);
        if (policy != null && !returns.eligible(policy, purchase.childId(), plan.productCode())) {
            return close(purchase, "NOT_ELIGIBLE", now);
        }
        TakenTerm taken = subscriptions.take(
                new Subscriptions.Payment(
                        purchase.id(),
                        purchase.personId(),
                        purchase.childId(),
                        purchase.schoolId(),
                        plan,
                        purchase.price()),
                now);
        return switch (taken) {
            case TakenTerm.NothingLeft none -> close(purchase, "NOTHING_LEFT", now);
            case TakenTerm.Opened opened -> taken(purchase, opened.subscription(), false, policy, paidAt, now);
            case TakenTerm.Renewed renewed -> taken(purchase, renewed.subscription(), true, policy, paidAt, now);
        };
    }

    private Reception taken(
            Purchase purchase,
            Subscription subscription,
            boolean renewed,
            @Nullable Policy policy,
            Instant paidAt,
            Instant now) {
        LocalDate today = BusinessDay.of(now);
        if (!purchases.paid(purchase.id(), subscription.id(), paidAt, Step.bySystem("PAID", ""), now)) {
            throw new IllegalStateException("purchase " + purchase.id() + " changed under its lock");
        }
        if (policy != null) {
            returns.grant(policy, purchase.id(), subscription.id(), purchase.price(), today, now);
        }
        outbox.append(new PurchasePaid(
                Long.toString(purchase.id()),
                Long.toString(purchase.personId()),
                purchase.childId(),
                purchase.schoolId(),
                purchase.productCode(),
                purchase.planCode(),
                purchase.price().fen(),
                renewed,
                subscription.paidThrough(),
                now));
        return Reception.TAKEN;
    }

    private Reception close(Purchase purchase, String why, Instant now) {
        purchases.move(
                purchase.id(), PurchaseState.AWAITING_PAYMENT, PurchaseState.CLOSED, Step.bySystem(why, ""), now);
        return Reception.NOT_WANTED;
    }

    @Override
    public void closed(String orderId, String paymentId, Instant at) {
        purchases.move(
                Long.parseLong(orderId),
                PurchaseState.AWAITING_PAYMENT,
                PurchaseState.CLOSED,
                Step.bySystem("PAYMENT_CLOSED", ""),
                now());
    }

    @Override
    public void refunded(String orderId, String refundId, Money amount, Instant at) {
        Instant now = now();
        Purchase purchase = lockWithSubscription(Long.parseLong(orderId));
        Refund refund = refunds.find(refundId).orElse(null);
        if (refund == null) {
            log.warn("refund {} of purchase {} is none of ours", refundId, orderId);
            return;
        }
        if (!refunds.arrived(refund, at)) {
            return;
        }
        switch (refund.kind()) {
            case PROMOTION -> {
                returns.arrived(refundId, now);
                arrived(purchase, "INSTALMENT_RETURNED", refund, now);
            }
            case OPERATOR -> arrived(purchase, "OPERATOR_REFUND_ARRIVED", refund, now);
            case CANCELLATION -> cancellationArrived(purchase, now);
        }
        outbox.append(new PurchaseRefunded(
                orderId,
                refundId,
                Long.toString(purchase.personId()),
                purchase.productCode(),
                refund.kind().name(),
                refund.amount().fen(),
                now));
    }

    /**
     * The subscription is held before the purchase, as by everything else that moves money back: then nobody waits for somebody who
     * waits for him, and of several refunds that arrive at once the last one sees all others.
     */
    private Purchase lockWithSubscription(long id) {
        Long subscriptionId = purchases.find(id).orElseThrow().subscriptionId();
        if (subscriptionId != null) {
            subscriptions.hold(subscriptionId);
        }
        return purchases.lock(id).orElseThrow();
    }

    private void arrived(Purchase purchase, String what, Refund refund, Instant now) {
        purchases.note(purchase, Step.bySystem(what, refund.amount().toString()), now);
    }

    private void cancellationArrived(Purchase purchase, Instant now) {
        purchases.move(
                purchase.id(), PurchaseState.REFUNDING, PurchaseState.REFUNDED, Step.bySystem("REFUNDED", ""), now);
        Long subscriptionId = purchase.subscriptionId();
        if (subscriptionId == null) {
            return;
        }
        List<Refund> all = refunds.ofCancelled(subscriptionId);
        if (all.stream().allMatch(each -> each.arrivedAt() != null)) {
            Money back = all.stream().map(Refund::amount).reduce(Money.ZERO, Money::plus);
            subscriptions.refunded(subscriptionId, back, now);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
