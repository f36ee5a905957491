package io.jiaxiao.order.purchase;

import io.jiaxiao.contracts.order.SubscriptionCancelled;
import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.Catalogue;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.promotion.Returns;
import io.jiaxiao.order.promotion.domain.CancelRefund;
import io.jiaxiao.order.promotion.domain.Policy;
import io.jiaxiao.order.purchase.domain.Purchase;
import io.jiaxiao.order.purchase.domain.PurchaseState;
import io.jiaxiao.order.purchase.domain.RefundKind;
import io.jiaxiao.order.purchase.domain.Step;
import io.jiaxiao.order.purchase.store.PurchaseStore;
import io.jiaxiao.order.subscription.Held;
import io.jiaxiao.order.subscription.Subscriptions;
import io.jiaxiao.order.subscription.domain.DayWorth;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.Term;
import io.jiaxiao.starter.idempotency.Idempotency;
import io.jiaxiao.starter.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends a subscription at once and gives back what is left of its money, by day. Preview and result are one calculation over the
 * same events, so they differ only when something happened in between; then the person is asked again.
 */
@Service
public class CancelSubscription {

    private final Subscriptions subscriptions;
    private final PurchaseStore purchases;
    private final Catalogue catalogue;
    private final Returns returns;
    private final RefundPurchase refund;
    private final Idempotency idempotency;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final Clock clock;

    CancelSubscription(
            Subscriptions subscriptions,
            PurchaseStore purchases,
            Catalogue catalogue,
            Returns returns,
            RefundPurchase refund,
            Idempotency idempotency,
            TransactionTemplate transaction,
            Outbox outbox,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.purchases = purchases;
        this.catalogue = catalogue;
        this.returns = returns;
        this.refund = refund;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * What a cancellation gives back of one purchase.
     *
     * @param returned  of a promotion, come back or due already
     * @param forfeited of a promotion, what will not come back then
     * @param back      comes back now
     */
    public record Share(Purchase purchase, DayWorth worth, Money returned, Money forfeited, Money back) {}

    /** @param day the business day it holds for */
    public record Preview(long subscriptionId, LocalDate day, List<Share> shares) {

        public Preview {
            shares = List.copyOf(shares);
        }

        public Money back() {
            return shares.stream().map(Share::back).reduce(Money.ZERO, Money::plus);
        }
    }

    /** What a cancellation did; kept for replays of its key. */
    public record Done(String subscriptionId, long backFen) {}

    /** @param expectedFen what the person was shown; null to take whatever it is */
    public record Wish(long personId, long subscriptionId, @Nullable Long expectedFen) {}

    /** @throws io.jiaxiao.kernel.RefusedException 404 not the person's, 409 it has ended or is on the carrier's bill */
    public Preview preview(long personId, long subscriptionId) {
        return Optional.ofNullable(transaction.execute(status -> {
                    Held held = own(personId, subscriptionId);
                    return reckon(held, BusinessDay.of(clock.instant()));
                }))
                .orElseThrow();
    }

    /**
     * @param key the caller's idempotency key
     * @throws io.jiaxiao.kernel.RefusedException 404 not the person's, 409 it has ended or another sum would come back
     */
    public Done cancel(Wish wish, String key) {
        return idempotency.run("cancel-subscription:" + wish.personId(), key, wish, Done.class, () -> effect(wish));
    }

    private Done effect(Wish wish) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LocalDate today = BusinessDay.of(now);
        Held held = own(wish.personId(), wish.subscriptionId());
        Preview shown = reckon(held, today);
        Money back = shown.back();
        if (wish.expectedFen() != null && wish.expectedFen() != back.fen()) {
            throw PurchaseRefusals.REFUND_CHANGED.asException();
        }
        Subscription cancelled = subscriptions.cancel(held, "person:" + wish.personId(), back, now);
        for (Share share : shown.shares()) {
            returns.cancelled(share.purchase().id(), today, now);
            if (!share.back().isZero()) {
                giveBack(share, wish.personId(), now);
            }
        }
        outbox.append(new SubscriptionCancelled(
                Long.toString(cancelled.id()),
                Long.toString(wish.personId()),
                cancelled.childId(),
                cancelled.schoolId(),
                cancelled.productCode(),
                back.fen(),
                now));
        return new Done(Long.toString(cancelled.id()), back.fen());
    }

    private void giveBack(Share share, long personId, Instant now) {
        Purchase purchase = share.purchase();
        refund.ask(purchase, "cancel-" + purchase.id(), share.back(), RefundKind.CANCELLATION, "退订", now);
        boolean moved = purchases.move(
                purchase.id(),
                PurchaseState.PAID,
                PurchaseState.REFUNDING,
                Step.byPerson("SUBSCRIPTION_CANCELLED", personId),
                now);
        if (!moved) {
            throw new IllegalStateException("purchase " + purchase.id() + " of a running subscription is not paid");
        }
    }

    private Preview reckon(Held held, LocalDate today) {
        Subscription subscription = held.subscription();
        if (!subscription.state().isOpen() || subscription.isOverdueOn(today)) {
            throw PurchaseRefusals.ENDED.asException();
        }
        int coolingOff =
                catalogue.product(subscription.productCode()).orElseThrow().coolingOffDays();
        List<Share> shares = new ArrayList<>();
        for (Term term : held.terms()) {
            Purchase purchase = purchases.find(term.purchaseId()).orElseThrow();
            Optional<Returns.Granted> granted = returns.granted(purchase.id(), today);
            Policy policy = granted.map(Returns.Granted::policy).orElse(null);
            Money returned = granted.map(one -> one.standing().due()).orElse(Money.ZERO);
            Money forfeited = granted.map(one -> one.standing().coming()).orElse(Money.ZERO);
            DayWorth worth = DayWorth.of(
                    term, today, subscription.pausedOn(), policy == null ? coolingOff : policy.coolingOffDays());
            // Money that never came here is settled where it was paid.
            Money back = purchase.method().takenHere()
                    ? CancelRefund.of(purchase.price(), worth.worth(), policy, returned)
                    : Money.ZERO;
            shares.add(new Share(purchase, worth, returned, forfeited, back));
        }
        return new Preview(subscription.id(), today, shares);
    }

    private Held own(long personId, long subscriptionId) {
        Held held = subscriptions.hold(subscriptionId);
        if (held.subscription().personId() != personId) {
            throw PurchaseRefusals.SUBSCRIPTION_UNKNOWN.asException();
        }
        if (held.subscription().byCarrier()) {
            throw PurchaseRefusals.ON_BILL.asException();
        }
        return held;
    }
}
