package io.jiaxiao.order.purchase;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.payment.Payments;
import io.jiaxiao.order.purchase.domain.Purchase;
import io.jiaxiao.order.purchase.domain.RefundKind;
import io.jiaxiao.order.purchase.store.PurchaseRefundStore;
import io.jiaxiao.order.purchase.store.PurchaseRefundStore.Refund;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Has money of a purchase brought back, in the caller's transaction. All refunds of a purchase together never exceed its price:
 * guarded here by the row, and once more by the payment. The payment's row is locked before the purchase's, as when money comes
 * in.
 */
@Component
class RefundPurchase {

    private final Payments payments;
    private final PurchaseRefundStore refunds;

    RefundPurchase(Payments payments, PurchaseRefundStore refunds) {
        this.payments = payments;
        this.refunds = refunds;
    }

    /**
     * @param key    one refund for each key
     * @param amount above zero
     * @return the refund's number
     */
    String ask(Purchase purchase, String key, Money amount, RefundKind kind, String reason, Instant now) {
        String refundId = payments.refund(purchase.paymentId(), key, amount, reason);
        if (!refunds.reserve(purchase.id(), amount)) {
            throw new IllegalStateException("more than its price would go back of purchase " + purchase.id());
        }
        refunds.insert(new Refund(refundId, purchase.id(), kind, amount, now, null), key);
        return refundId;
    }
}
