package io.jiaxiao.order.purchase.web;

import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.purchase.OwnPurchase;
import io.jiaxiao.order.purchase.domain.BillTerms;
import io.jiaxiao.order.purchase.domain.Purchase;
import io.jiaxiao.order.purchase.domain.PurchaseState;
import io.jiaxiao.order.purchase.domain.RefundKind;
import io.jiaxiao.order.purchase.store.PurchaseRefundStore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A purchase with its timeline and its refunds, as its owner sees it. */
record PurchaseView(PurchaseLine purchase, List<TimelineStep> timeline, List<RefundLine> refunds) {

    /**
     * @param payUntil       after which it is closed when not paid
     * @param subscriptionId what it paid for; missing until paid
     * @param backFen        of the price, arrived at the payer again
     * @param billTerms      on the carrier's bill: what the parent has to read before a code is asked for; missing otherwise
     */
    record PurchaseLine(
            String id,
            String childId,
            String product,
            String planCode,
            String title,
            PayMethod method,
            long priceFen,
            PurchaseState state,
            Instant createdAt,
            Instant payUntil,
            @Nullable Instant paidAt,
            @Nullable String subscriptionId,
            long backFen,
            @Nullable String billTerms) {

        static PurchaseLine of(Purchase one) {
            Long subscription = one.subscriptionId();
            return new PurchaseLine(
                    Long.toString(one.id()),
                    one.childId(),
                    one.productCode(),
                    one.planCode(),
                    one.title(),
                    one.method(),
                    one.price().fen(),
                    one.state(),
                    one.createdAt(),
                    one.payUntil(),
                    one.paidAt(),
                    subscription == null ? null : subscription.toString(),
                    one.back().fen(),
                    one.method() == PayMethod.CARRIER ? BillTerms.of(one) : null);
        }
    }

    record TimelineStep(Instant at, PurchaseState state, String what) {}

    /** @param arrivedAt missing while it is on its way */
    record RefundLine(String id, RefundKind kind, long amountFen, Instant askedAt, @Nullable Instant arrivedAt) {

        static RefundLine of(PurchaseRefundStore.Refund one) {
            return new RefundLine(one.refundId(), one.kind(), one.amount().fen(), one.askedAt(), one.arrivedAt());
        }
    }

    static PurchaseView of(OwnPurchase.Story story) {
        return new PurchaseView(
                PurchaseLine.of(story.purchase()),
                story.steps().stream()
                        .map(step -> new TimelineStep(step.at(), step.to(), step.what()))
                        .toList(),
                story.refunds().stream().map(RefundLine::of).toList());
    }
}
