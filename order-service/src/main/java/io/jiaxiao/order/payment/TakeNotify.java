package io.jiaxiao.order.payment;

import io.jiaxiao.contracts.order.OrderAlarm;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.partner.RefusedCallbacks;
import io.jiaxiao.order.payment.alipay.Notify;
import io.jiaxiao.order.payment.alipay.NotifyCheck;
import io.jiaxiao.order.payment.domain.Payment;
import io.jiaxiao.order.payment.domain.PaymentState;
import io.jiaxiao.order.payment.store.NoticeStore;
import io.jiaxiao.order.payment.store.PaymentStore;
import io.jiaxiao.order.payment.store.RefundStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what Alipay tells by itself (partners.md 3.6, O10): each once, in the transaction of its effect, so that it is acknowledged
 * only when stored. What is not genuine, or does not fit our books, is refused, counted each time, and told to people, though not
 * again for every one of a flood.
 */
@Component
public class TakeNotify {

    private static final Logger log = LoggerFactory.getLogger(TakeNotify.class);
    private static final Refusal REFUSED = Refusal.forbidden("CALLBACK_REFUSED", "回调未通过校验");

    private final PaymentStore payments;
    private final RefundStore refunds;
    private final NoticeStore notices;
    private final DecidePayment decide;
    private final RefusedCallbacks refused;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final Clock clock;

    TakeNotify(
            PaymentStore payments,
            RefundStore refunds,
            NoticeStore notices,
            DecidePayment decide,
            RefusedCallbacks refused,
            TransactionTemplate transaction,
            MeterRegistry meters,
            Clock clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.notices = notices;
        this.decide = decide;
        this.refused = refused;
        this.transaction = transaction;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Returns when what was told is stored, be it now or long ago.
     *
     * @param source where it came from, for people
     * @throws io.jiaxiao.kernel.RefusedException 403 for whatever is not genuine or does not fit our books
     */
    public void take(Notify notify, String source) {
        switch (notify) {
            case Notify.Bad(Notify.Fault fault) -> refuse(fault, "alipay", source);
            case Notify.Genuine genuine -> fit(genuine, source);
        }
    }

    private void fit(Notify.Genuine told, String source) {
        long id = Long.parseLong(told.number());
        Payment payment = payments.find(id).orElse(null);
        if (payment == null) {
            refuse(Notify.Fault.NO_SUCH_PAYMENT, "alipay", source);
        } else if (payment.amount().compareTo(told.amount()) != 0) {
            refuse(Notify.Fault.AMOUNT_DIFFERS, told.number(), source);
        } else {
            // A copy of what is stored needs no lock.
            if (!notices.isTaken(id, told.status(), told.outBizNo())) {
                transaction.executeWithoutResult(status -> store(id, told));
            }
            meters.counter("jiaxiao.callback.taken", "partner", "alipay").increment();
        }
    }

    private void store(long id, Notify.Genuine told) {
        Payment payment = payments.lock(id).orElseThrow();
        Instant now = clock.instant();
        if (!notices.take(id, told.status(), told.outBizNo(), told.notifyId(), now)) {
            return;
        }
        switch (told.status()) {
            case "TRADE_SUCCESS", "TRADE_FINISHED" ->
                decide.paid(payment, told.amount(), told.tradeNo(), told.paidAt() == null ? now : told.paidAt());
            case "TRADE_CLOSED" -> {
                if (payment.state() == PaymentState.WAITING && told.paidAt() == null) {
                    decide.close(payment);
                }
            }
            case "WAIT_BUYER_PAY" -> payments.scanned(id, told.tradeNo());
            default -> log.warn("alipay told of an unknown state of payment {}", id);
        }
        if (NotifyCheck.isNumberOfOurs(told.outBizNo())) {
            // It tells of a refund: whether it is the one we wait for, the partner is asked at once.
            refunds.dueNow(Long.parseLong(told.outBizNo()), now);
        }
    }

    private void refuse(Notify.Fault fault, String subject, String source) {
        meters.counter("jiaxiao.callback.forged", "partner", "alipay", "what", fault.name())
                .increment();
        String kind = fault == Notify.Fault.AMOUNT_DIFFERS ? PaymentAlarms.AMOUNT_DIFFERS : "NOTIFY_FORGED";
        String detail = "收到未通过校验的支付宝通知（" + fault + "），来源 " + source;
        refused.tell("alipay " + fault + " " + subject, new OrderAlarm(kind, subject, detail, clock.instant()));
        throw REFUSED.asException();
    }
}
