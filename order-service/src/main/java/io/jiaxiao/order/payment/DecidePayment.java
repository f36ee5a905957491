package io.jiaxiao.order.payment;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.payment.domain.PartnerState;
import io.jiaxiao.order.payment.domain.Payment;
import io.jiaxiao.order.payment.domain.PaymentState;
import io.jiaxiao.order.payment.store.OddStore;
import io.jiaxiao.order.payment.store.PaymentStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one place where a payment is decided, whoever brought the news and however often. The payment's row is locked, so that
 * notify, query and close come one after another; its owner is told in the same transaction.
 */
@Component
class DecidePayment {

    /** What the news did. */
    enum Outcome {
        DECIDED,
        /** It was decided so before. */
        KNOWN,
        /** The partner tells of another amount: kept for an operator to settle. */
        AMOUNT_DIFFERS
    }

    /** A payment just closed may have been paid in the same moment, with the notify lost. */
    private static final Duration LAST_LOOK = Duration.ofMinutes(1);

    private final PaymentStore payments;
    private final OddStore odd;
    private final RefundMoney refunds;
    private final ObjectProvider<PaymentOwner> owner;
    private final PaymentAlarms alarms;
    private final MeterRegistry meters;
    private final Clock clock;

    DecidePayment(
            PaymentStore payments,
            OddStore odd,
            RefundMoney refunds,
            ObjectProvider<PaymentOwner> owner,
            PaymentAlarms alarms,
            MeterRegistry meters,
            Clock clock) {
        this.payments = payments;
        this.odd = odd;
        this.refunds = refunds;
        this.owner = owner;
        this.alarms = alarms;
        this.meters = meters;
        this.clock = clock;
    }

    /** Money is in, says the partner. */
    @Transactional
    Outcome paid(long id, Money amount, String tradeNo, Instant paidAt) {
        return paid(payments.lock(id).orElseThrow(), amount, tradeNo, paidAt);
    }

    /** In the transaction that has locked it. */
    @Transactional(propagation = Propagation.MANDATORY)
    Outcome paid(Payment payment, Money amount, String tradeNo, Instant paidAt) {
        long id = payment.id();
        if (payment.amount().compareTo(amount) != 0) {
            odd.notice(id, amount, tradeNo, paidAt, clock.instant());
            alarms.raise(PaymentAlarms.AMOUNT_DIFFERS, id, "支付宝金额 " + amount + " 与应付 " + payment.amount() + " 不一致，未入账");
            return Outcome.AMOUNT_DIFFERS;
        }
        if (!book(payment, tradeNo, paidAt)) {
            return Outcome.KNOWN;
        }
        received(payment, owner.getObject().paid(payment.orderId(), payment.number(), payment.amount(), paidAt));
        return Outcome.DECIDED;
    }

    /**
     * An operator has settled money of another sum: the payment is paid, with what came in.
     *
     * @param received what the operator saw
     * @return what became of it; empty when it was settled before, or the partner has another sum by now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<PaymentOwner.Reception> settleOdd(OddPayment found, Money received, OddPayment.Decision decision) {
        long id = Long.parseLong(found.paymentId());
        if (payments.lock(id).isEmpty() || !odd.settle(id, received, decision)) {
            return Optional.empty();
        }
        Payment payment = payments.lock(id).orElseThrow();
        if (!book(payment, found.tradeNo(), found.paidAt())) {
            throw new IllegalStateException("payment " + id + " changed under its lock");
        }
        boolean accepted = decision == OddPayment.Decision.ACCEPT;
        PaymentOwner.Reception reception =
                owner.getObject().settledOddly(payment.orderId(), payment.number(), received, accepted, found.paidAt());
        if (!accepted && reception == PaymentOwner.Reception.TAKEN) {
            throw new IllegalStateException("money of payment " + id + " is to go back, and its owner keeps it");
        }
        received(payment, reception);
        return Optional.of(reception);
    }

    private boolean book(Payment payment, String tradeNo, Instant paidAt) {
        return payment.state().canBecome(PaymentState.PAID)
                && payments.paid(payment.id(), payment.state(), tradeNo, paidAt, clock.instant());
    }

    private void received(Payment payment, PaymentOwner.Reception reception) {
        meters.counter("jiaxiao.payment.decided", "outcome", reception.name()).increment();
        if (reception == PaymentOwner.Reception.NOT_WANTED) {
            refunds.returnAll(payment.id());
            alarms.raise(PaymentAlarms.NOT_WANTED, payment.id(), "订单已关闭或已付款，收到的 " + payment.amount() + " 将自动全额退回");
        }
    }

    /** Nobody can pay it any more, or nobody will. Does nothing when it is decided already. */
    @Transactional
    void closed(long id) {
        close(payments.lock(id).orElseThrow());
    }

    /** In the transaction that has locked it. */
    @Transactional(propagation = Propagation.MANDATORY)
    void close(Payment payment) {
        if (!payment.state().canBecome(PaymentState.CLOSED)) {
            return;
        }
        Instant now = clock.instant();
        boolean codeMayLive = payment.partnerState() != PartnerState.NOT_ASKED;
        Instant lastLook = payment.codeGone().isAfter(now) ? payment.codeGone() : now.plus(LAST_LOOK);
        if (payments.closed(payment.id(), now, codeMayLive ? lastLook : null)) {
            meters.counter("jiaxiao.payment.decided", "outcome", "CLOSED").increment();
            owner.getObject().closed(payment.orderId(), payment.number(), now);
        }
    }
}
