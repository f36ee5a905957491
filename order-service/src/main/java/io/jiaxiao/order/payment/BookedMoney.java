package io.jiaxiao.order.payment;

import io.jiaxiao.order.payment.alipay.AlipayClient;
import io.jiaxiao.order.payment.alipay.NotifyCheck;
import io.jiaxiao.order.payment.alipay.Said;
import io.jiaxiao.order.payment.store.MoneyBooks;
import io.jiaxiao.order.payment.store.RefundStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Our books of money, for whoever compares them with the partner's, and the questions that put them right. */
@Component
public class BookedMoney {

    private final MoneyBooks books;
    private final RefundStore refunds;
    private final FollowPayments follow;
    private final AlipayClient alipay;
    private final Clock clock;

    BookedMoney(MoneyBooks books, RefundStore refunds, FollowPayments follow, AlipayClient alipay, Clock clock) {
        this.books = books;
        this.refunds = refunds;
        this.follow = follow;
        this.alipay = alipay;
        this.clock = clock;
    }

    /** Whatever we have of these payments; nothing for a number that is none of ours. */
    public List<BookedMovement> payments(Collection<String> paymentIds) {
        return books.payments(ours(paymentIds));
    }

    /** Whatever we have of these refunds; nothing for a number that is none of ours. */
    public List<BookedMovement> refunds(Collection<String> refundIds) {
        return books.refunds(ours(refundIds));
    }

    /** What has moved by our books from one moment on and before the other. */
    public List<BookedMovement> between(Instant from, Instant until) {
        return books.between(from, until);
    }

    /**
     * Asks the partner about a payment of ours and believes what it says, as a notify would have. Outside of any transaction;
     * does nothing to a payment that is paid.
     */
    public void ask(String paymentId) {
        follow.askNow(Long.parseLong(paymentId));
    }

    /** Has a refund that is not decided asked about, or sent again under its number, with the next round. */
    public void askRefund(String refundId) {
        refunds.dueNow(Long.parseLong(refundId), clock.instant());
    }

    /** What the partner says of a payment now, in its own words and for people; changes nothing. Outside of any transaction. */
    public String partnerSays(String paymentId) {
        return switch (alipay.query(paymentId)) {
            case Said.Done done -> done.text("trade_status") + " " + done.text("total_amount") + "元";
            case Said.Refused(String code, boolean later) -> code;
            case Said.Unknown(String code) -> "无应答（" + code + "）";
        };
    }

    private static List<Long> ours(Collection<String> numbers) {
        return numbers.stream()
                .filter(NotifyCheck::isNumberOfOurs)
                .map(Long::valueOf)
                .distinct()
                .toList();
    }
}
