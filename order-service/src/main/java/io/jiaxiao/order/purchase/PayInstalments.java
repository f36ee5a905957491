package io.jiaxiao.order.purchase;

import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.promotion.DueInstalment;
import io.jiaxiao.order.promotion.Returns;
import io.jiaxiao.order.promotion.domain.Instalment;
import io.jiaxiao.order.purchase.domain.Purchase;
import io.jiaxiao.order.purchase.domain.RefundKind;
import io.jiaxiao.order.purchase.domain.Step;
import io.jiaxiao.order.purchase.store.PurchaseStore;
import io.jiaxiao.order.subscription.Subscriptions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives back the instalments of promotions that are due (O4), each in a transaction of its own and under its own key: however
 * often it runs and wherever it dies, each comes back once.
 */
@Component
class PayInstalments {

    private static final Logger log = LoggerFactory.getLogger(PayInstalments.class);
    private static final int BATCH = 500;

    private final Returns returns;
    private final Subscriptions subscriptions;
    private final PurchaseStore purchases;
    private final RefundPurchase refund;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PayInstalments(
            Returns returns,
            Subscriptions subscriptions,
            PurchaseStore purchases,
            RefundPurchase refund,
            TransactionTemplate transaction,
            Clock clock) {
        this.returns = returns;
        this.subscriptions = subscriptions;
        this.purchases = purchases;
        this.refund = refund;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** One round over all that are due: each batch begins behind the last one of the batch before. */
    void run() {
        LocalDate today = BusinessDay.of(clock.instant());
        DueInstalment last = DueInstalment.NONE;
        List<DueInstalment> batch;
        do {
            batch = returns.toLookAt(today, last, BATCH);
            payEach(batch);
            last = batch.isEmpty() ? last : batch.getLast();
        } while (batch.size() == BATCH);
    }

    private void payEach(List<DueInstalment> batch) {
        for (DueInstalment due : batch) {
            try {
                transaction.executeWithoutResult(status -> pay(due));
            } catch (RuntimeException e) {
                // One that fails must not be the first in line for all others.
                log.error(
                        "instalment {} of purchase {} cannot be paid now: {}",
                        due.no(),
                        due.purchaseId(),
                        e.toString());
            }
        }
    }

    private void pay(DueInstalment due) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        subscriptions.hold(due.subscriptionId());
        Instalment wanted = returns.decide(due, BusinessDay.of(now), now).orElse(null);
        if (wanted == null) {
            return;
        }
        Purchase purchase = purchases.find(due.purchaseId()).orElseThrow();
        String key = "return-" + due.purchaseId() + "-" + due.no();
        String refundId = refund.ask(purchase, key, wanted.amount(), RefundKind.PROMOTION, purchase.title(), now);
        returns.asked(due, refundId, now);
        purchases.note(purchase, Step.bySystem("INSTALMENT_DUE", due.no() + "：" + wanted.amount()), now);
    }
}
