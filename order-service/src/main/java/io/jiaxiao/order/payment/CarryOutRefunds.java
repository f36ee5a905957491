package io.jiaxiao.order.payment;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.payment.alipay.AlipayClient;
import io.jiaxiao.order.payment.alipay.Said;
import io.jiaxiao.order.payment.domain.Patience;
import io.jiaxiao.order.payment.domain.Payment;
import io.jiaxiao.order.payment.domain.Refund;
import io.jiaxiao.order.payment.domain.RefundState;
import io.jiaxiao.order.payment.store.PaymentStore;
import io.jiaxiao.order.payment.store.RefundStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends refunds and asks about them until it is known that the money has gone. SENT is stored before the call; what nobody knows
 * the outcome of is asked about, and sent again, under its one number, only when the partner knows of no such refund.
 */
@Component
class CarryOutRefunds {

    private final PaymentStore payments;
    private final RefundStore refunds;
    private final AlipayClient alipay;
    private final ObjectProvider<PaymentOwner> owner;
    private final PaymentAlarms alarms;
    private final TransactionTemplate transaction;
    private final PaymentProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;

    CarryOutRefunds(
            PaymentStore payments,
            RefundStore refunds,
            AlipayClient alipay,
            ObjectProvider<PaymentOwner> owner,
            PaymentAlarms alarms,
            TransactionTemplate transaction,
            PaymentProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.alipay = alipay;
        this.owner = owner;
        this.alarms = alarms;
        this.transaction = transaction;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    /** What is due now, taken so that no other instance takes it too. */
    List<Refund> take() {
        Instant now = clock.instant();
        return transaction.execute(status -> refunds.take(now, properties.atOnce(), now.plus(properties.taken())));
    }

    /** One step of a refund that was taken. */
    void carryOn(Refund refund) {
        tellWhenStuck(refund);
        Payment payment = payments.find(refund.paymentId()).orElseThrow();
        switch (refund.state()) {
            case WANTED -> send(payment, refund);
            // Whoever sent it has died over it, for it is due again: nobody knows what came of it.
            case SENT -> {
                if (moved(refund, RefundState.SENT, RefundState.UNKNOWN, "LAPSED", now())) {
                    ask(payment, refund);
                }
            }
            case UNKNOWN -> ask(payment, refund);
            case DONE, FAILED, SETTLED -> {}
        }
    }

    private void send(Payment payment, Refund refund) {
        if (!moved(refund, RefundState.WANTED, RefundState.SENT, "", now().plus(properties.taken()))) {
            return;
        }
        Said said = alipay.refund(payment.number(), refund.number(), refund.amount(), refund.reason());
        switch (said) {
            // fund_change N says that nothing moved now: perhaps it did before, perhaps never (partners.md 3.5).
            case Said.Done done when done.text("fund_change").equals("Y") -> done(payment, refund, RefundState.SENT);
            case Said.Done unused -> {
                if (moved(refund, RefundState.SENT, RefundState.UNKNOWN, "FUND_CHANGE_N", now())) {
                    ask(payment, refund);
                }
            }
            case Said.Unknown(String code) -> moved(refund, RefundState.SENT, RefundState.UNKNOWN, code, next(refund));
            case Said.Refused(String code, boolean later) -> {
                if (later) {
                    again(refund, RefundState.SENT, code);
                } else {
                    failed(payment, refund, code);
                }
            }
        }
    }

    private void ask(Payment payment, Refund refund) {
        Said said = alipay.refundQuery(payment.number(), refund.number());
        switch (said) {
            case Said.Done done
            when !done.text("refund_amount").isEmpty() -> {
                if (yuan(done.text("refund_amount")).compareTo(refund.amount()) == 0) {
                    done(payment, refund, RefundState.UNKNOWN);
                } else {
                    differs(refund);
                }
            }
            // Nothing of it there: the same number is sent again, which moves money at most once.
            case Said.Done unused -> again(refund, RefundState.UNKNOWN, "NOT_FOUND");
            case Said.Refused(String code, boolean later) -> stay(refund, code);
            case Said.Unknown(String code) -> stay(refund, code);
        }
    }

    private void done(Payment payment, Refund refund, RefundState from) {
        Instant now = now();
        transaction.executeWithoutResult(status -> {
            if (!refunds.move(refund.id(), from, RefundState.DONE, "OK", null, now)) {
                return;
            }
            meters.counter("jiaxiao.payment.refunds", "outcome", "DONE").increment();
            if (!refund.automatic()) {
                owner.getObject().refunded(payment.orderId(), refund.number(), refund.amount(), now);
            }
        });
    }

    private void failed(Payment payment, Refund refund, String code) {
        transaction.executeWithoutResult(status -> {
            if (refunds.move(refund.id(), RefundState.SENT, RefundState.FAILED, code, null, null)) {
                payments.giveBackFromRefund(payment.id(), refund.amount());
                meters.counter("jiaxiao.payment.refunds", "outcome", "FAILED").increment();
                alarms.raise(
                        PaymentAlarms.REFUND_FAILED,
                        refund.id(),
                        "支付宝拒绝退款 " + refund.amount() + "（" + code + "），请人工处理");
            }
        });
    }

    /** To be sent once more, under the same number. */
    private void again(Refund refund, RefundState from, String code) {
        moved(refund, from, RefundState.WANTED, code, next(refund));
    }

    /** Still unknown. */
    private void stay(Refund refund, String code) {
        transaction.executeWithoutResult(status -> refunds.due(refund.id(), RefundState.UNKNOWN, code, next(refund)));
    }

    private void differs(Refund refund) {
        transaction.executeWithoutResult(status -> {
            refunds.due(refund.id(), RefundState.UNKNOWN, "AMOUNT_DIFFERS", next(refund));
            alarms.raise(PaymentAlarms.REFUND_DIFFERS, refund.id(), "支付宝登记的退款金额与申请不一致，请人工核对");
        });
    }

    /** Before the next try, whatever became of those before it, answered or not, died over or not. Told once. */
    private void tellWhenStuck(Refund refund) {
        if (refund.tries() < properties.stuck()) {
            return;
        }
        transaction.executeWithoutResult(status -> refunds.stuck(refund.id(), now())
                .ifPresent(code -> alarms.raise(
                        PaymentAlarms.REFUND_STUCK, refund.id(), "退款 " + refund.amount() + " 多次未完成（" + code + "）")));
    }

    private boolean moved(Refund refund, RefundState from, RefundState to, String code, @Nullable Instant due) {
        return Boolean.TRUE.equals(transaction.execute(status -> refunds.move(refund.id(), from, to, code, due, null)));
    }

    private Instant next(Refund refund) {
        return now().plus(Patience.forRefund(refund.tries()));
    }

    private Instant now() {
        return clock.instant();
    }

    private static Money yuan(String text) {
        try {
            return Money.ofYuan(text);
        } catch (NumberFormatException | ArithmeticException noAmount) {
            return Money.ZERO;
        }
    }
}
