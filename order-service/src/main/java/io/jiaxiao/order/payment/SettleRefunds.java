package io.jiaxiao.order.payment;

import io.jiaxiao.order.payment.domain.Payment;
import io.jiaxiao.order.payment.domain.Refund;
import io.jiaxiao.order.payment.domain.RefundSettlement;
import io.jiaxiao.order.payment.domain.RefundSettlement.State;
import io.jiaxiao.order.payment.domain.RefundState;
import io.jiaxiao.order.payment.store.PaymentStore;
import io.jiaxiao.order.payment.store.RefundSettlementStore;
import io.jiaxiao.order.payment.store.RefundStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.idempotency.Idempotency;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the partner refuses for good goes back by another way, such as a bank transfer. One operator says so, with the transfer's
 * reference; another one has to agree. Then it counts as arrived for its owner, and as refunded in our books; since nothing
 * moved at the partner, nobody looks for it in the partner's bill.
 */
@Component
public class SettleRefunds {

    private final PaymentStore payments;
    private final RefundStore refunds;
    private final RefundSettlementStore settlements;
    private final ObjectProvider<PaymentOwner> owner;
    private final Idempotency idempotency;
    private final TransactionTemplate transaction;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    SettleRefunds(
            PaymentStore payments,
            RefundStore refunds,
            RefundSettlementStore settlements,
            ObjectProvider<PaymentOwner> owner,
            Idempotency idempotency,
            TransactionTemplate transaction,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.settlements = settlements;
        this.owner = owner;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What an operator says.
     *
     * @param reference by what the money can be found where it went
     * @param reason    in the operator's words
     */
    public record Wish(long refundId, String reference, String reason) {}

    private record Stored(String id) {}

    /**
     * The same key is one request. Until it is decided nobody has the refund tried again.
     *
     * @throws io.jiaxiao.kernel.RefusedException 404 no such refund, 409 it has not failed or one waits already, 422 its money went
     *     back at the partner meanwhile, or the key was used for another wish
     */
    public RefundSettlement request(Caller operator, String key, Wish wish) {
        Stored stored =
                idempotency.run("settle-refund:" + operator.id(), key, wish, Stored.class, () -> store(operator, wish));
        return find(Long.parseLong(stored.id()));
    }

    private Stored store(Caller operator, Wish wish) {
        Refund refund = refunds.lock(wish.refundId()).orElseThrow(RefundRefusals.UNKNOWN::asException);
        if (refund.state() != RefundState.FAILED) {
            throw RefundRefusals.NOT_FAILED.asException();
        }
        if (settlements.waits(refund.id())) {
            throw RefundRefusals.WAITS.asException();
        }
        Payment payment = payments.find(refund.paymentId()).orElseThrow();
        if (refund.amount().compareTo(payment.refundable()) > 0) {
            throw RefundRefusals.TOO_MUCH.asException();
        }
        var settlement = new RefundSettlement(
                ids.next(),
                refund.id(),
                payment.id(),
                refund.amount(),
                wish.reference(),
                wish.reason(),
                State.WAITING,
                operator.id(),
                now(),
                null,
                null,
                null);
        settlements.insert(settlement);
        audit.record(operator, "REQUEST_REFUND_SETTLEMENT", subject(settlement.id()), null, wish, wish.reason());
        return new Stored(Long.toString(settlement.id()));
    }

    /**
     * The refund has arrived, by another way.
     *
     * @throws io.jiaxiao.kernel.RefusedException 404, 403 for whoever asked for it, 409 when it is decided, 422 when its money went
     *     back at the partner meanwhile; then it goes on waiting
     */
    public RefundSettlement approve(Caller operator, long id, String reason) {
        transaction.executeWithoutResult(status -> settle(decide(operator, id, State.APPROVED, reason)));
        return find(id);
    }

    /** As {@link #approve}, but nothing moves. */
    public RefundSettlement reject(Caller operator, long id, String reason) {
        transaction.executeWithoutResult(status -> decide(operator, id, State.REJECTED, reason));
        return find(id);
    }

    private RefundSettlement decide(Caller operator, long id, State to, String reason) {
        RefundSettlement found = find(id);
        if (found.requestedBy().equals(operator.id())) {
            throw RefundRefusals.SAME_OPERATOR.asException();
        }
        if (!settlements.decide(id, to, operator.id(), reason, now())) {
            throw RefundRefusals.DECIDED.asException();
        }
        audit.record(
                operator,
                to + "_REFUND_SETTLEMENT",
                subject(id),
                Map.of("state", found.state()),
                Map.of("state", to, "refundId", found.refundId(), "reference", found.reference()),
                reason);
        return found;
    }

    private void settle(RefundSettlement settlement) {
        Refund refund = refunds.lock(settlement.refundId()).orElseThrow();
        if (refund.state() != RefundState.FAILED
                || !refunds.move(refund.id(), RefundState.FAILED, RefundState.SETTLED, "SETTLED", null, null)) {
            throw RefundRefusals.NOT_FAILED.asException();
        }
        if (!refund.automatic()) {
            Payment payment = payments.find(refund.paymentId()).orElseThrow();
            owner.getObject().refunded(payment.orderId(), refund.number(), refund.amount(), now());
        }
        // The payment last: its owner holds the subscription first, and whoever wants money back holds that one before
        // the payment.
        if (!payments.takeForRefund(refund.paymentId(), refund.amount())) {
            throw RefundRefusals.TOO_MUCH.asException();
        }
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 */
    public RefundSettlement find(long id) {
        return settlements.find(id).orElseThrow(RefundRefusals.SETTLEMENT_UNKNOWN::asException);
    }

    /**
     * Newest first.
     *
     * @param state  null for any
     * @param before those with a lower number
     */
    public List<RefundSettlement> page(@Nullable State state, long before, int most) {
        return settlements.page(state, before, most);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static AuditTrail.Subject subject(long id) {
        return new AuditTrail.Subject("refund_settlement", Long.toString(id));
    }
}
