package io.jiaxiao.order.purchase.web;

import io.jiaxiao.order.purchase.domain.OperatorRefund;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A refund above the rules as operators see it; see {@link OperatorRefund}. */
record OperatorRefundView(
        String id,
        String purchaseId,
        long amountFen,
        OperatorRefund.Effect subscription,
        String reason,
        OperatorRefund.State state,
        String requestedBy,
        Instant requestedAt,
        Instant expiresAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionReason,
        @Nullable String refundId) {

    static OperatorRefundView of(OperatorRefund one) {
        return new OperatorRefundView(
                Long.toString(one.id()),
                Long.toString(one.purchaseId()),
                one.amount().fen(),
                one.effect(),
                one.reason(),
                one.state(),
                one.requestedBy(),
                one.requestedAt(),
                one.expiresAt(),
                one.decidedBy(),
                one.decidedAt(),
                one.decisionReason(),
                one.refundId());
    }
}
