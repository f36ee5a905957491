package io.jiaxiao.order.payment;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.payment.domain.Payment;
import io.jiaxiao.order.payment.domain.PaymentState;
import io.jiaxiao.order.payment.domain.Refund;
import io.jiaxiao.order.payment.domain.RefundState;
import io.jiaxiao.order.payment.store.PaymentStore;
import io.jiaxiao.order.payment.store.RefundStore;
import io.jiaxiao.starter.ids.Ids;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes down that money is to go back, in the transaction of whoever wants it. */
@Component
class RefundMoney {

    private static final String ALL_KEY = "not-wanted";
    private static final int LONGEST_REASON = 256;
    private static final Refusal TOO_MUCH = Refusal.unprocessable("REFUND_TOO_MUCH", "退款金额超过可退金额，请刷新后重试");
    private static final Refusal NOT_PAID = Refusal.unprocessable("NOT_PAID", "这笔付款尚未到账，不能退款");
    private static final Refusal KEY_REUSED = Refusal.unprocessable("REFUND_KEY_REUSED", "该退款编号已用于另一金额");

    private final PaymentStore payments;
    private final RefundStore refunds;
    private final Ids ids;
    private final Clock clock;

    RefundMoney(PaymentStore payments, RefundStore refunds, Ids ids, Clock clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    String want(long paymentId, String key, Money amount, String reason) {
        // Locked first, so that two with one key do not meet at the unique key.
        Payment payment = payments.lock(paymentId).orElseThrow();
        var known = refunds.byKey(paymentId, key);
        if (known.isPresent()) {
            if (known.get().amount().compareTo(amount) != 0) {
                throw KEY_REUSED.asException();
            }
            return known.get().number();
        }
        if (payment.state() != PaymentState.PAID) {
            throw NOT_PAID.asException();
        }
        return write(paymentId, key, amount, reason, false);
    }

    /** Nobody wanted the money: whatever of it has not gone back goes back. */
    @Transactional(propagation = Propagation.MANDATORY)
    void returnAll(long paymentId) {
        Money rest = payments.lock(paymentId).orElseThrow().refundable();
        if (!rest.isZero()) {
            write(paymentId, ALL_KEY, rest, "订单已关闭，自动退款", true);
        }
    }

    private String write(long paymentId, String key, Money amount, String reason, boolean automatic) {
        if (amount.isNegative() || amount.isZero() || !payments.takeForRefund(paymentId, amount)) {
            throw TOO_MUCH.asException();
        }
        String words = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
        Refund refund = new Refund(ids.next(), paymentId, amount, words, automatic, RefundState.WANTED, 0);
        refunds.insert(refund, key, clock.instant());
        return refund.number();
    }
}
