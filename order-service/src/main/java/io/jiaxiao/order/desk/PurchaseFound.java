package io.jiaxiao.order.desk;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.purchase.domain.PurchaseState;
import io.jiaxiao.order.purchase.domain.RiskVerdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as operators see it; see {@link io.jiaxiao.order.purchase.domain.Purchase}.
 *
 * @param payerId   who ordered it and pays
 * @param paymentId of its payment, or of its carrier order; empty when it was settled outside
 * @param reviewDue whether somebody is to look at it because of what risk said
 */
public record PurchaseFound(
        long id,
        long payerId,
        String childId,
        String classId,
        String schoolId,
        String product,
        String planCode,
        String title,
        PayMethod channel,
        Money price,
        int tariffVersion,
        RiskVerdict verdict,
        boolean reviewDue,
        PurchaseState state,
        Instant stateAt,
        Instant createdAt,
        Instant payUntil,
        @Nullable Instant paidAt,
        String paymentId,
        @Nullable Long subscriptionId,
        Money asked,
        Money back) {}
