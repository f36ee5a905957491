package io.jiaxiao.order.purchase;

import io.jiaxiao.contracts.order.SubscriptionCancelled;
import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.Catalogue;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.promotion.Returns;
import io.jiaxiao.order.promotion.domain.CancelRefund;
import io.jiaxiao.order.promotion.domain.Policy;
import io.jiaxiao.order.purchase.CancelSubscription.Preview;
import io.jiaxiao.order.purchase.CancelSubscription.Share;
import io.jiaxiao.order.purchase.domain.Purchase;
import io.jiaxiao.order.purchase.domain.PurchaseState;
import io.jiaxiao.order.purchase.domain.RefundKind;
import io.jiaxiao.order.purchase.domain.Step;
import io.jiaxiao.order.purchase.store.PurchaseRefundStore;
import io.jiaxiao.order.purchase.store.PurchaseStore;
import io.jiaxiao.order.subscription.Held;
import io.jiaxiao.order.subscription.Subscriptions;
import io.jiaxiao.order.subscription.domain.DayWorth;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.Term;
import io.jiaxiao.starter.outbox.Outbox;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends a held subscription at once with what comes back of its money, by the rules or above them, in the caller's transaction. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class EndSubscription {

    private final Subscriptions subscriptions;
    private final PurchaseStore purchases;
    private final PurchaseRefundStore refunds;
    private final Catalogue catalogue;
    private final Returns returns;
    private final RefundPurchase refund;
    private final Outbox outbox;

    EndSubscription(
            Subscriptions subscriptions,
            PurchaseStore purchases,
            PurchaseRefundStore refunds,
            Catalogue catalogue,
            Returns returns,
            RefundPurchase refund,
            Outbox outbox) {
        this.subscriptions = subscriptions;
        this.purchases = purchases;
        this.refunds = refunds;
        this.catalogue = catalogue;
        this.returns = returns;
        this.refund = refund;
        this.outbox = outbox;
    }

    /**
     * Who ends it.
     *
     * @param actor {@code person:ID} or {@code operator:ID}
     * @param why   what the payer reads beside the money
     */
    record By(String actor, String why) {}

    /** @param refundIds by purchase, of those of which something comes back */
    record Ended(Subscription subscription, Map<Long, String> refundIds) {}

    /**
     * What comes back by the rules.
     *
     * @throws io.jiaxiao.kernel.RefusedException 409 it has ended or is on the carrier's bill
     */
    Preview reckon(Held held, LocalDate today) {
        Subscription subscription = held.subscription();
        if (subscription.byCarrier()) {
            throw PurchaseRefusals.ON_BILL.asException();
        }
        if (!subscription.state().isOpen() || subscription.isOverdueOn(today)) {
            throw PurchaseRefusals.ENDED.asException();
        }
        int coolingOff =
                catalogue.product(subscription.productCode()).orElseThrow().coolingOffDays();
        List<Share> shares = new ArrayList<>();
        for (Term term : held.terms()) {
            shares.add(share(held, term, coolingOff, today));
        }
        return new Preview(subscription.id(), today, shares);
    }

    private Share share(Held held, Term term, int coolingOff, LocalDate today) {
        Purchase purchase = purchases.find(term.purchaseId()).orElseThrow();
        Optional<Returns.Granted> granted = returns.granted(purchase.id(), today);
        Policy policy = granted.map(Returns.Granted::policy).orElse(null);
        Money returned = granted.map(one -> one.standing().due()).orElse(Money.ZERO);
        Money forfeited = granted.map(one -> one.standing().coming()).orElse(Money.ZERO);
        DayWorth worth = DayWorth.of(
                term, today, held.subscription().pausedOn(), policy == null ? coolingOff : policy.coolingOffDays());
        // Money that never came here is settled where it was paid.
        Money back = purchase.method().takenHere()
                ? CancelRefund.of(
                        purchase.price().minus(refunds.byOperators(purchase.id())), worth.worth(), policy, returned)
                : Money.ZERO;
        return new Share(purchase, worth, returned, forfeited, back);
    }

    /** @param shown reckoned of the same held subscription */
    Ended carryOut(Held held, Preview shown, By by, Instant now) {
        Subscription cancelled = subscriptions.cancel(held, by.actor(), shown.back(), now);
        Map<Long, String> refundIds = new HashMap<>();
        for (Share share : shown.shares()) {
            returns.cancelled(share.purchase().id(), BusinessDay.of(now), now);
            if (!share.back().isZero()) {
                refundIds.put(share.purchase().id(), giveBack(share, by, now));
            }
        }
        outbox.append(new SubscriptionCancelled(
                Long.toString(cancelled.id()),
                Long.toString(cancelled.personId()),
                cancelled.childId(),
                cancelled.schoolId(),
                cancelled.productCode(),
                shown.back().fen(),
                now));
        return new Ended(cancelled, refundIds);
    }

    private String giveBack(Share share, By by, Instant now) {
        Purchase purchase = share.purchase();
        String refundId =
                refund.ask(purchase, "cancel-" + purchase.id(), share.back(), RefundKind.CANCELLATION, by.why(), now);
        boolean moved = purchases.move(
                purchase.id(),
                PurchaseState.PAID,
                PurchaseState.REFUNDING,
                new Step("SUBSCRIPTION_CANCELLED", by.actor(), ""),
                now);
        if (!moved) {
            throw new IllegalStateException("purchase " + purchase.id() + " of a running subscription is not paid");
        }
        return refundId;
    }
}
