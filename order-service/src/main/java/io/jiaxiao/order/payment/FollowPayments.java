package io.jiaxiao.order.payment;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.payment.alipay.AlipayClient;
import io.jiaxiao.order.payment.alipay.NotifyCheck;
import io.jiaxiao.order.payment.alipay.Said;
import io.jiaxiao.order.payment.domain.PartnerState;
import io.jiaxiao.order.payment.domain.Patience;
import io.jiaxiao.order.payment.domain.Payment;
import io.jiaxiao.order.payment.domain.PaymentState;
import io.jiaxiao.order.payment.store.PaymentStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks the partner about payments that wait, closes those whose time is over or that nobody wants any more, and looks a last time
 * at closed ones when no code of theirs lives any longer. A payment whose notify was lost is found here (partners.md 3.8).
 */
@Component
class FollowPayments {

    private static final Duration AFTER_AN_ODD_ANSWER = Duration.ofHours(6);

    private final PaymentStore payments;
    private final DecidePayment decide;
    private final AlipayClient alipay;
    private final TransactionTemplate transaction;
    private final PaymentProperties properties;
    private final Clock clock;

    FollowPayments(
            PaymentStore payments,
            DecidePayment decide,
            AlipayClient alipay,
            TransactionTemplate transaction,
            PaymentProperties properties,
            Clock clock) {
        this.payments = payments;
        this.decide = decide;
        this.alipay = alipay;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    /** What is due now, taken so that no other instance takes it too. */
    List<Long> take() {
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> payments.takeWishes(now, properties.atOnce()));
        return transaction.execute(status -> payments.take(now, properties.atOnce(), now.plus(properties.taken())));
    }

    /** One look at a payment. */
    void look(long id) {
        Payment payment = payments.find(id).orElseThrow();
        if (payment.state() == PaymentState.PAID) {
            payments.due(id, null);
        } else if (payment.isToClose(clock.instant())) {
            close(payment);
        } else {
            ask(payment);
        }
    }

    /** One question, whoever has reason to doubt our books. */
    void askNow(long id) {
        Payment payment = payments.find(id).orElseThrow();
        if (payment.state() != PaymentState.PAID) {
            ask(payment);
        }
    }

    private void close(Payment payment) {
        if (payment.partnerState() == PartnerState.NOT_ASKED) {
            // Asked meanwhile, it is closed there at the next look.
            transaction.executeWithoutResult(status -> payments.lock(payment.id())
                    .filter(now -> now.partnerState() == PartnerState.NOT_ASKED)
                    .ifPresent(decide::close));
            return;
        }
        switch (alipay.close(payment.number())) {
            case Said.Done unused -> decide.closed(payment.id());
            // Nobody has scanned it. Whoever does so now pays a closed payment, and gets it back.
            case Said.Refused(String code, boolean later)
            when code.equals(AlipayClient.NO_TRADE) -> decide.closed(payment.id());
            // Paid or closed there already, or not closed for certain: the question tells.
            case Said.Refused unused -> ask(payment);
            case Said.Unknown unused -> ask(payment);
        }
    }

    private void ask(Payment payment) {
        switch (alipay.query(payment.number())) {
            case Said.Done done -> heard(payment, done);
            case Said.Refused(String code, boolean later) -> {
                if (code.equals(AlipayClient.NO_TRADE) && payment.state() == PaymentState.CLOSED) {
                    finished(payment);
                } else {
                    later(payment);
                }
            }
            case Said.Unknown unused -> later(payment);
        }
    }

    private void heard(Payment payment, Said.Done done) {
        switch (done.text("trade_status")) {
            case "TRADE_SUCCESS", "TRADE_FINISHED" -> {
                Instant paidAt = NotifyCheck.time(done.text("send_pay_date"));
                DecidePayment.Outcome outcome = decide.paid(
                        payment.id(),
                        yuan(done.text("total_amount")),
                        done.text("trade_no"),
                        paidAt == null ? clock.instant() : paidAt);
                if (outcome == DecidePayment.Outcome.AMOUNT_DIFFERS) {
                    payments.due(payment.id(), clock.instant().plus(AFTER_AN_ODD_ANSWER));
                }
            }
            case "TRADE_CLOSED" -> {
                decide.closed(payment.id());
                finished(payment);
            }
            case "WAIT_BUYER_PAY" -> {
                payments.scanned(payment.id(), done.text("trade_no"));
                later(payment);
            }
            default -> later(payment);
        }
    }

    /** Nothing more can come of it there. */
    private void finished(Payment payment) {
        payments.due(payment.id(), null);
    }

    private void later(Payment payment) {
        Instant next = clock.instant().plus(Patience.forPayment(payment.looks()));
        boolean endsBefore = payment.state() == PaymentState.WAITING
                && payment.expires().isAfter(clock.instant())
                && payment.expires().isBefore(next);
        payments.due(payment.id(), endsBefore ? payment.expires() : next);
    }

    private static Money yuan(String text) {
        try {
            return Money.ofYuan(text);
        } catch (NumberFormatException | ArithmeticException noAmount) {
            return Money.ZERO;
        }
    }
}
