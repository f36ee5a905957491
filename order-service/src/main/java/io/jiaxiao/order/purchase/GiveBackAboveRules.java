package io.jiaxiao.order.purchase;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.promotion.Returns;
import io.jiaxiao.order.purchase.CancelSubscription.Preview;
import io.jiaxiao.order.purchase.CancelSubscription.Share;
import io.jiaxiao.order.purchase.domain.OperatorRefund;
import io.jiaxiao.order.purchase.domain.OperatorRefund.Effect;
import io.jiaxiao.order.purchase.domain.Purchase;
import io.jiaxiao.order.purchase.domain.RefundKind;
import io.jiaxiao.order.purchase.domain.Step;
import io.jiaxiao.order.purchase.store.PurchaseStore;
import io.jiaxiao.order.subscription.Held;
import io.jiaxiao.order.subscription.Subscriptions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What can be given back above the rules, and giving it back, in the caller's transaction. The subscription is held first, as by
 * everything else that asks for money back, so that what is left of the price cannot move in between.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class GiveBackAboveRules {

    /** What the payer reads; the operator's own words stay here. */
    private static final String WHY = "人工退款";

    private final PurchaseStore purchases;
    private final Subscriptions subscriptions;
    private final Returns returns;
    private final EndSubscription end;
    private final RefundPurchase refund;

    GiveBackAboveRules(
            PurchaseStore purchases,
            Subscriptions subscriptions,
            Returns returns,
            EndSubscription end,
            RefundPurchase refund) {
        this.purchases = purchases;
        this.subscriptions = subscriptions;
        this.returns = returns;
        this.end = end;
        this.refund = refund;
    }

    /**
     * What is possible.
     *
     * @param most  what can be given back: the price, less what was asked back, less what a promotion still owes the payer
     * @param least what the rules give back anyway when it ends; nothing may undercut it
     * @param rules of all purchases behind the subscription when it ends; null when it is left as it is
     */
    record Possible(Purchase purchase, Held held, Effect effect, Money most, Money least, @Nullable Preview rules) {

        /** As {@link #rules}, with this amount for the purchase; null when the subscription is left as it is. */
        @Nullable
        Preview with(Money amount) {
            return rules == null
                    ? null
                    : new Preview(
                            rules.subscriptionId(),
                            rules.day(),
                            rules.shares().stream()
                                    .map(share -> of(share, amount))
                                    .toList());
        }

        private Share of(Share share, Money amount) {
            return share.purchase().id() == purchase.id()
                    ? new Share(share.purchase(), share.worth(), share.returned(), share.forfeited(), amount)
                    : share;
        }
    }

    /**
     * @throws io.jiaxiao.kernel.RefusedException 404 none such, 409 its money did not come in here, or the subscription that is to
     *     end has ended
     */
    Possible reckon(long purchaseId, Effect effect, Instant now) {
        LocalDate today = BusinessDay.of(now);
        Purchase seen = purchases.find(purchaseId).orElseThrow(PurchaseRefusals.UNKNOWN::asException);
        Long subscriptionId = seen.subscriptionId();
        if (seen.method() != PayMethod.ALIPAY || subscriptionId == null) {
            throw PurchaseRefusals.NOT_PAID_HERE.asException();
        }
        Held held = subscriptions.hold(subscriptionId);
        Purchase purchase = purchases.find(purchaseId).orElseThrow();
        Returns.Owed owed = returns.owed(purchaseId, today);
        Money left = purchase.price().minus(purchase.asked()).minus(owed.due());
        if (effect == Effect.LEAVE) {
            return new Possible(purchase, held, effect, notBelowZero(left.minus(owed.coming())), Money.ZERO, null);
        }
        Preview rules = end.reckon(held, today);
        Money least = rules.shares().stream()
                .filter(share -> share.purchase().id() == purchaseId)
                .map(Share::back)
                .findFirst()
                .orElseThrow();
        return new Possible(purchase, held, effect, notBelowZero(left), least, rules);
    }

    /** @return the refund's number */
    String carryOut(Possible possible, OperatorRefund wanted, String operatorId, Instant now) {
        Purchase purchase = possible.purchase();
        Preview ending = possible.with(wanted.amount());
        Step step = Step.byOperator(
                "REFUND_ABOVE_RULES", operatorId, wanted.amount().toString());
        if (ending == null) {
            String key = "operator-" + wanted.id();
            String refundId = refund.ask(purchase, key, wanted.amount(), RefundKind.OPERATOR, WHY, now);
            purchases.note(purchase, step, now);
            return refundId;
        }
        purchases.note(purchase, step, now);
        EndSubscription.Ended ended =
                end.carryOut(possible.held(), ending, new EndSubscription.By("operator:" + operatorId, WHY), now);
        return Objects.requireNonNull(ended.refundIds().get(purchase.id()));
    }

    /** Others behind the subscription of whose money something comes back too. */
    static List<Share> others(Possible possible) {
        Preview rules = possible.rules();
        return rules == null
                ? List.of()
                : rules.shares().stream()
                        .filter(share ->
                                share.purchase().id() != possible.purchase().id())
                        .toList();
    }

    private static Money notBelowZero(Money money) {
        return money.isNegative() ? Money.ZERO : money;
    }
}
