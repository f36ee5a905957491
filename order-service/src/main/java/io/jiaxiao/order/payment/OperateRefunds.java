package io.jiaxiao.order.payment;

import io.jiaxiao.order.payment.domain.Refund;
import io.jiaxiao.order.payment.domain.RefundState;
import io.jiaxiao.order.payment.store.PaymentStore;
import io.jiaxiao.order.payment.store.RefundSettlementStore;
import io.jiaxiao.order.payment.store.RefundStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What operators see and do about refunds that do not get done by themselves (O7). */
@Component
public class OperateRefunds {

    private final PaymentStore payments;
    private final RefundStore refunds;
    private final RefundSettlementStore settlements;
    private final AuditTrail audit;
    private final PaymentProperties properties;
    private final Clock clock;

    OperateRefunds(
            PaymentStore payments,
            RefundStore refunds,
            RefundSettlementStore settlements,
            AuditTrail audit,
            PaymentProperties properties,
            Clock clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.settlements = settlements;
        this.audit = audit;
        this.properties = properties;
        this.clock = clock;
    }

    /** Refused by the partner, or not done after many tries; the oldest first. */
    public List<RefundStore.Troubled> troubled(long offset, int most) {
        return refunds.troubled(properties.stuck(), offset, most);
    }

    /**
     * Has a refused refund sent again under its number, once the reason is gone.
     *
     * @throws io.jiaxiao.kernel.RefusedException 404 none such, 409 not failed, or an operator says that it went by another way, 422
     *     when its money went back otherwise
     */
    @Transactional
    public void retry(Caller actor, long refundId, String reason) {
        Refund refund = refunds.lock(refundId).orElseThrow(RefundRefusals.UNKNOWN::asException);
        if (settlements.waits(refundId)) {
            throw RefundRefusals.WAITS.asException();
        }
        if (refund.state() != RefundState.FAILED
                || !refunds.move(refundId, RefundState.FAILED, RefundState.WANTED, "RETRY", clock.instant(), null)) {
            throw RefundRefusals.NOT_FAILED.asException();
        }
        refunds.anew(refundId);
        if (!payments.takeForRefund(refund.paymentId(), refund.amount())) {
            throw RefundRefusals.TOO_MUCH.asException();
        }
        audit.record(
                actor,
                "RETRY_REFUND",
                new AuditTrail.Subject("payment_refund", refund.number()),
                Map.of("state", RefundState.FAILED),
                Map.of("state", RefundState.WANTED),
                reason);
    }
}
