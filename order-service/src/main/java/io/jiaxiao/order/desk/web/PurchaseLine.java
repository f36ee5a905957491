package io.jiaxiao.order.desk.web;

import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.desk.PurchaseFound;
import io.jiaxiao.order.purchase.domain.PurchaseState;
import io.jiaxiao.order.purchase.domain.RiskVerdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A purchase in a list of operators; see {@link PurchaseFound}.
 *
 * @param paymentId missing when it was settled outside
 * @param askedFen  of the price, asked back
 * @param backFen   of the price, arrived at the payer
 */
record PurchaseLine(
        String id,
        String payerId,
        String childId,
        String classId,
        String schoolId,
        String product,
        String planCode,
        String title,
        PayMethod channel,
        long priceFen,
        int tariffVersion,
        RiskVerdict verdict,
        boolean reviewDue,
        PurchaseState state,
        Instant stateAt,
        Instant createdAt,
        Instant payUntil,
        @Nullable Instant paidAt,
        @Nullable String paymentId,
        @Nullable String subscriptionId,
        long askedFen,
        long backFen) {

    static PurchaseLine of(PurchaseFound one) {
        Long subscription = one.subscriptionId();
        return new PurchaseLine(
                Long.toString(one.id()),
                Long.toString(one.payerId()),
                one.childId(),
                one.classId(),
                one.schoolId(),
                one.product(),
                one.planCode(),
                one.title(),
                one.channel(),
                one.price().fen(),
                one.tariffVersion(),
                one.verdict(),
                one.reviewDue(),
                one.state(),
                one.stateAt(),
                one.createdAt(),
                one.payUntil(),
                one.paidAt(),
                one.paymentId().isEmpty() ? null : one.paymentId(),
                subscription == null ? null : subscription.toString(),
                one.asked().fen(),
                one.back().fen());
    }
}
