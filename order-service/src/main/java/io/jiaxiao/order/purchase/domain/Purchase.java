package io.jiaxiao.order.purchase.domain;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A quote accepted for a child.
 *
 * @param title          what the payer reads
 * @param quotedAt       when the price was told; a promotion is the one that was promised then
 * @param payUntil       after this moment it is closed when not paid
 * @param paymentId      number of its payment; of its carrier order when it is on the carrier's bill
 * @param subscriptionId what it paid for; null until paid
 * @param asked          of the price, asked back
 * @param back           of the price, arrived at the payer again
 */
public record Purchase(
        long id,
        long personId,
        String childId,
        String classId,
        String schoolId,
        String productCode,
        String planCode,
        String title,
        PayMethod method,
        Money price,
        RiskVerdict verdict,
        Instant quotedAt,
        Instant createdAt,
        Instant payUntil,
        PurchaseState state,
        Instant stateAt,
        String paymentId,
        @Nullable Instant paidAt,
        @Nullable Long subscriptionId,
        Money asked,
        Money back) {}
