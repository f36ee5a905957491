package io.jiaxiao.order.payment;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.payment.OddPayment.Decision;
import io.jiaxiao.order.payment.store.OddStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.idempotency.Idempotency;
import io.jiaxiao.starter.security.Caller;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What operators see and do about money of another sum than was asked for (O7): give all of it back, or let it count as the
 * price. The sum is the partner's word, asked for once more just before.
 */
@Component
public class OperateOddPayments {

    private static final Refusal UNKNOWN = Refusal.notFound("ODD_PAYMENT_UNKNOWN", "没有这笔异额收款");
    private static final Refusal SETTLED = Refusal.conflict("ODD_PAYMENT_SETTLED", "这笔异额收款已处理，请刷新后查看");
    private static final Refusal CHANGED = Refusal.conflict("ODD_PAYMENT_CHANGED", "支付宝收款金额已变化，请刷新后重试");

    private final OddStore odd;
    private final DecidePayment decide;
    private final FollowPayments follow;
    private final Idempotency idempotency;
    private final AuditTrail audit;

    OperateOddPayments(
            OddStore odd, DecidePayment decide, FollowPayments follow, Idempotency idempotency, AuditTrail audit) {
        this.odd = odd;
        this.decide = decide;
        this.follow = follow;
        this.idempotency = idempotency;
        this.audit = audit;
    }

    /**
     * What an operator wants.
     *
     * @param receivedFen what the operator saw
     * @param reason      in the operator's words
     */
    public record Wish(String paymentId, Decision decision, long receivedFen, String reason) {}

    /** @param kept whether the money paid for something; otherwise all of it goes back, whatever was decided */
    public record Settled(String paymentId, Decision decision, long receivedFen, boolean kept) {}

    /** The oldest first. */
    public List<OddPayment> page(boolean settled, long offset, int most) {
        return odd.page(settled, offset, most);
    }

    /**
     * Outside of any transaction.
     *
     * @param key the caller's idempotency key
     * @throws io.jiaxiao.kernel.RefusedException 404 none such, 409 settled before, or the partner has another sum by now
     */
    public Settled settle(Caller actor, String key, Wish wish) {
        long id = Long.parseLong(wish.paymentId());
        OddPayment known = odd.find(id).orElseThrow(UNKNOWN::asException);
        if (known.decision() == null) {
            follow.askNow(id);
        }
        return idempotency.run(
                "settle-odd-payment:" + actor.id(), key, wish, Settled.class, () -> effect(actor, id, wish));
    }

    private Settled effect(Caller actor, long id, Wish wish) {
        OddPayment found = odd.find(id).orElseThrow(UNKNOWN::asException);
        if (found.decision() != null) {
            throw SETTLED.asException();
        }
        PaymentOwner.Reception reception = decide.settleOdd(found, Money.ofFen(wish.receivedFen()), wish.decision())
                .orElseThrow(CHANGED::asException);
        audit.record(
                actor,
                "SETTLE_ODD_PAYMENT",
                new AuditTrail.Subject("payment", wish.paymentId()),
                Map.of("askedFen", found.asked().fen(), "receivedFen", wish.receivedFen()),
                Map.of("decision", wish.decision(), "reception", reception),
                wish.reason());
        return new Settled(
                wish.paymentId(), wish.decision(), wish.receivedFen(), reception == PaymentOwner.Reception.TAKEN);
    }
}
