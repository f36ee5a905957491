package io.jiaxiao.order.payment;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.payment.alipay.AlipayClient;
import io.jiaxiao.order.payment.alipay.Said;
import io.jiaxiao.order.payment.domain.PartnerState;
import io.jiaxiao.order.payment.domain.Payment;
import io.jiaxiao.order.payment.domain.PaymentState;
import io.jiaxiao.order.payment.store.PaymentStore;
import io.jiaxiao.starter.ids.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** {@link Payments} at Alipay. */
@Component
class AlipayPayments implements Payments {

    private static final int LONGEST_SUBJECT = 256;

    private final PaymentStore payments;
    private final RefundMoney refunds;
    private final FollowPayments follow;
    private final AlipayClient alipay;
    private final PaymentAlarms alarms;
    private final TransactionTemplate transaction;
    private final PaymentProperties properties;
    private final Ids ids;
    private final Clock clock;

    AlipayPayments(
            PaymentStore payments,
            RefundMoney refunds,
            FollowPayments follow,
            AlipayClient alipay,
            PaymentAlarms alarms,
            TransactionTemplate transaction,
            PaymentProperties properties,
            Ids ids,
            Clock clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.follow = follow;
        this.alipay = alipay;
        this.alarms = alarms;
        this.transaction = transaction;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public String open(Wanted wanted) {
        if (wanted.amount().isNegative() || wanted.amount().isZero()) {
            throw new IllegalArgumentException("nothing is to be paid");
        }
        String subject = wanted.subject().length() > LONGEST_SUBJECT
                ? wanted.subject().substring(0, LONGEST_SUBJECT)
                : wanted.subject();
        Payment payment = new Payment(
                ids.next(),
                wanted.orderId(),
                wanted.amount(),
                Money.ZERO,
                subject,
                PaymentState.WAITING,
                PartnerState.NOT_ASKED,
                false,
                null,
                null,
                wanted.expires(),
                0);
        payments.insert(payment, wanted.personId(), clock.instant());
        return payment.number();
    }

    @Override
    public Presented present(String paymentId) {
        Payment payment = payment(paymentId);
        Instant now = clock.instant();
        if (payment.state() != PaymentState.WAITING || payment.isToClose(now)) {
            return new Presented.Decided(outward(payment.state()));
        }
        if (payment.qrCode() != null) {
            return new Presented.Ready(payment.qrCode(), payment.expires());
        }
        // Stored before the call: from here on the partner has to be asked before the payment can be called closed.
        if (!payments.asking(payment.id(), now, now.plus(properties.firstLook()))) {
            return new Presented.Decided(outward(payment(paymentId).state()));
        }
        Duration payable = Duration.between(now, payment.expires());
        return switch (alipay.precreate(payment.number(), payment.amount(), payment.subject(), payable)) {
            case Said.Done done -> {
                payments.codeShown(payment.id(), done.text("qr_code"));
                yield new Presented.Ready(done.text("qr_code"), payment.expires());
            }
            case Said.Refused(String code, boolean later) ->
                later ? new Presented.Unavailable() : refused(payment, code);
            case Said.Unknown unused -> new Presented.Unavailable();
        };
    }

    private Presented refused(Payment payment, String code) {
        if (code.equals("ACQ.TRADE_HAS_SUCCESS") || code.equals("ACQ.TRADE_HAS_CLOSE")) {
            follow.look(payment.id());
            PaymentState now = payment(payment.number()).state();
            return now == PaymentState.WAITING ? new Presented.Unavailable() : new Presented.Decided(outward(now));
        }
        transaction.executeWithoutResult(
                status -> alarms.raise(PaymentAlarms.CODE_REFUSED, payment.id(), "支付宝拒绝生成付款码（" + code + "）"));
        return new Presented.Unavailable();
    }

    @Override
    public State state(String paymentId) {
        return outward(payment(paymentId).state());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(String paymentId) {
        payments.wantClosed(Long.parseLong(paymentId), clock.instant());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public String refund(String paymentId, String key, Money amount, String reason) {
        return refunds.want(Long.parseLong(paymentId), key, amount, reason);
    }

    private Payment payment(String paymentId) {
        return payments.find(Long.parseLong(paymentId))
                .orElseThrow(() -> new IllegalArgumentException("no such payment"));
    }

    private static State outward(PaymentState state) {
        return switch (state) {
            case WAITING -> State.WAITING;
            case PAID -> State.PAID;
            case CLOSED -> State.CLOSED;
        };
    }
}
