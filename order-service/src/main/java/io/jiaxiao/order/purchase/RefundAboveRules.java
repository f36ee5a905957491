package io.jiaxiao.order.purchase;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.purchase.CancelSubscription.Share;
import io.jiaxiao.order.purchase.GiveBackAboveRules.Possible;
import io.jiaxiao.order.purchase.domain.OperatorRefund;
import io.jiaxiao.order.purchase.domain.OperatorRefund.Effect;
import io.jiaxiao.order.purchase.domain.OperatorRefund.State;
import io.jiaxiao.order.purchase.store.OperatorRefundStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.idempotency.Idempotency;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Operators give money back above the rules. Up to a limit at once; above it a second operator has to agree. Decision, refund, end
 * of the subscription and audit are one transaction: nothing is ever approved and not done (ADR 25).
 */
@Service
public class RefundAboveRules {

    private static final Refusal UNKNOWN = Refusal.notFound("OPERATOR_REFUND_UNKNOWN", "没有这笔人工退款");
    private static final Refusal DECIDED = Refusal.conflict("OPERATOR_REFUND_DECIDED", "该笔人工退款已处理或已过期");
    private static final Refusal SAME_OPERATOR = Refusal.forbidden("SAME_OPERATOR", "须由另一位运营人员复核");
    private static final Refusal TOO_MUCH = Refusal.unprocessable("REFUND_TOO_MUCH", "退款金额 amountFen 超过可退金额，请先预览");
    private static final Refusal TOO_LITTLE =
            Refusal.unprocessable("REFUND_BELOW_RULES", "终止订购时，退款金额 amountFen 不得低于按规则应退金额");

    private static final int EXPIRED_AT_ONCE = 500;

    private final GiveBackAboveRules give;
    private final OperatorRefundStore store;
    private final AuditTrail audit;
    private final Idempotency idempotency;
    private final TransactionTemplate transaction;
    private final OperatorRefundProperties properties;
    private final Ids ids;
    private final Clock clock;

    RefundAboveRules(
            GiveBackAboveRules give,
            OperatorRefundStore store,
            AuditTrail audit,
            Idempotency idempotency,
            TransactionTemplate transaction,
            OperatorRefundProperties properties,
            Ids ids,
            Clock clock) {
        this.give = give;
        this.store = store;
        this.audit = audit;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param amount above zero */
    public record Wanted(long purchaseId, Money amount, Effect effect, String reason) {}

    /**
     * What it would do.
     *
     * @param most        what can be given back of this purchase
     * @param least       what the rules give back of it anyway when the subscription ends
     * @param paidThrough last paid day afterwards
     * @param others      other purchases behind the subscription, of which the rules give something back too when it ends
     * @param second      whether another operator has to agree
     */
    public record Preview(
            long purchaseId,
            long subscriptionId,
            Effect effect,
            Money amount,
            Money most,
            Money least,
            boolean fits,
            boolean running,
            LocalDate paidThrough,
            List<Share> others,
            boolean second) {}

    private record Stored(String id) {}

    /** @throws io.jiaxiao.kernel.RefusedException 404, or 409 as {@link #request} */
    public Preview preview(long purchaseId, Money amount, Effect effect) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Instant now = now();
            Possible possible = give.reckon(purchaseId, effect, now);
            var subscription = possible.held().subscription();
            var ending = possible.with(amount);
            LocalDate through = subscription.paidThrough();
            return new Preview(
                    purchaseId,
                    subscription.id(),
                    effect,
                    amount,
                    possible.most(),
                    possible.least(),
                    !above(amount, possible.most()) && !above(possible.least(), amount),
                    ending == null && subscription.state().isOpen(),
                    ending != null && through.isAfter(ending.day()) ? ending.day() : through,
                    GiveBackAboveRules.others(possible),
                    needsSecond(purchaseId, amount));
        }));
    }

    /**
     * The same key is one refund.
     *
     * @throws io.jiaxiao.kernel.RefusedException 404 no such purchase, 409 its money did not come in here or the subscription that is
     *     to end has ended, 422 more than is left, less than the rules give, or the key was used for another wish
     */
    public OperatorRefund request(Caller operator, String key, Wanted wanted) {
        Stored stored = idempotency.run(
                "operator-refunds:" + operator.id(), key, wanted, Stored.class, () -> store(operator, wanted));
        return find(Long.parseLong(stored.id()));
    }

    private Stored store(Caller operator, Wanted wanted) {
        Instant now = now();
        Possible possible = fitting(wanted.purchaseId(), wanted.amount(), wanted.effect(), now);
        boolean alone = !needsSecond(wanted.purchaseId(), wanted.amount());
        var refund = new OperatorRefund(
                ids.next(),
                wanted.purchaseId(),
                wanted.amount(),
                wanted.effect(),
                wanted.reason(),
                alone ? State.APPROVED : State.WAITING,
                operator.id(),
                now,
                now.plus(properties.waits()),
                null,
                alone ? now : null,
                null,
                null);
        store.insert(refund);
        audit.record(operator, "REQUEST_OPERATOR_REFUND", subject(refund.id()), null, wanted, wanted.reason());
        if (alone) {
            store.refunded(refund.id(), give.carryOut(possible, refund, operator.id(), now));
        }
        return new Stored(Long.toString(refund.id()));
    }

    /**
     * @throws io.jiaxiao.kernel.RefusedException 404, 403 for whoever asked for it, 409 when it is decided or expired, 422 when so much
     *     is not left any more; then it goes on waiting
     */
    public OperatorRefund approve(Caller operator, long id, String reason) {
        transaction.executeWithoutResult(status -> {
            OperatorRefund refund = decide(operator, id, State.APPROVED, reason);
            Instant now = now();
            Possible possible = fitting(refund.purchaseId(), refund.amount(), refund.effect(), now);
            store.refunded(id, give.carryOut(possible, refund, operator.id(), now));
        });
        return find(id);
    }

    /** As {@link #approve}, but nothing moves. */
    public OperatorRefund reject(Caller operator, long id, String reason) {
        transaction.executeWithoutResult(status -> decide(operator, id, State.REJECTED, reason));
        return find(id);
    }

    private OperatorRefund decide(Caller operator, long id, State to, String reason) {
        OperatorRefund refund = find(id);
        if (refund.requestedBy().equals(operator.id())) {
            throw SAME_OPERATOR.asException();
        }
        if (!store.decide(id, to, operator.id(), reason, now())) {
            throw DECIDED.asException();
        }
        audit.record(
                operator,
                to + "_OPERATOR_REFUND",
                subject(id),
                Map.of("state", refund.state()),
                Map.of("state", to, "amountFen", refund.amount().fen(), "effect", refund.effect()),
                reason);
        return refund;
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 */
    public OperatorRefund find(long id) {
        return store.find(id).orElseThrow(UNKNOWN::asException);
    }

    /**
     * Newest first.
     *
     * @param state      null for any
     * @param purchaseId null for any
     * @param before     those with a lower number
     */
    public List<OperatorRefund> page(@Nullable State state, @Nullable Long purchaseId, long before, int most) {
        return store.page(state, purchaseId, before, most);
    }

    /** What nobody decided in time is over; safe to call at any time. */
    void expire() {
        store.expire(now(), EXPIRED_AT_ONCE);
    }

    private Possible fitting(long purchaseId, Money amount, Effect effect, Instant now) {
        Possible possible = give.reckon(purchaseId, effect, now);
        if (above(amount, possible.most())) {
            throw TOO_MUCH.asException();
        }
        if (above(possible.least(), amount)) {
            throw TOO_LITTLE.asException();
        }
        return possible;
    }

    /** By all that was asked for of the purchase, so that nothing is won by asking for it in parts. */
    private boolean needsSecond(long purchaseId, Money amount) {
        return store.open(purchaseId).plus(amount).fen() > properties.aloneFen();
    }

    private static boolean above(Money one, Money other) {
        return one.compareTo(other) > 0;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static AuditTrail.Subject subject(long id) {
        return new AuditTrail.Subject("OPERATOR_REFUND", Long.toString(id));
    }
}
