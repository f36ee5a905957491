package io.jiaxiao.order.settlement;

import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.payment.BookedMoney;
import io.jiaxiao.order.payment.BookedMovement;
import io.jiaxiao.order.payment.PaymentBills;
import io.jiaxiao.order.settlement.domain.Channel;
import io.jiaxiao.order.settlement.domain.CompareMoney;
import io.jiaxiao.order.settlement.domain.Compared;
import io.jiaxiao.order.settlement.domain.Difference;
import io.jiaxiao.order.settlement.domain.DifferenceKind;
import io.jiaxiao.order.settlement.domain.FileLine;
import io.jiaxiao.order.settlement.domain.Repair;
import io.jiaxiao.order.settlement.store.LineStore;
import io.jiaxiao.order.settlement.store.LineStore.Key;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Alipay's bill and our payments and refunds. */
@Component
class AlipayBooks implements ChannelBooks {

    private final PaymentBills bills;
    private final BookedMoney money;
    private final LineStore lines;
    private final Windows windows;
    private final SettlementProperties properties;

    AlipayBooks(
            PaymentBills bills, BookedMoney money, LineStore lines, Windows windows, SettlementProperties properties) {
        this.bills = bills;
        this.money = money;
        this.lines = lines;
        this.windows = windows;
        this.properties = properties;
    }

    @Override
    public Channel channel() {
        return Channel.ALIPAY;
    }

    @Override
    public Duration readyAfter() {
        return properties.alipayReady();
    }

    @Override
    public Fetched fetch(LocalDate day) {
        return switch (bills.of(day)) {
            case PaymentBills.OfDay.Bill bill -> new Fetched.File(read(bill.lines()));
            case PaymentBills.OfDay.None unused -> new Fetched.None();
            case PaymentBills.OfDay.Unavailable(String code) -> new Fetched.Unavailable(code);
        };
    }

    private static List<FileLine> read(List<PaymentBills.Line> bill) {
        List<FileLine> read = new ArrayList<>();
        for (PaymentBills.Line line : bill) {
            boolean back = line.amount().isNegative();
            read.add(new FileLine(
                    read.size(),
                    line.paymentId(),
                    line.refundId(),
                    "",
                    back ? FileLine.Action.REFUNDED : FileLine.Action.PAID,
                    true,
                    line.amount().fen(),
                    line.at(),
                    null));
        }
        return read;
    }

    @Override
    public boolean isQuiet(LocalDate day) {
        return money.between(BusinessDay.startOf(day), BusinessDay.startOf(day.plusDays(1)))
                .isEmpty();
    }

    @Override
    public Compared compare(LocalDate day, List<FileLine> bill) {
        Map<String, BookedMovement> payments = new HashMap<>();
        money.payments(bill.stream().map(FileLine::number).toList())
                .forEach(each -> payments.put(each.paymentId(), each));
        Map<String, BookedMovement> refunds = new HashMap<>();
        money.refunds(bill.stream().map(FileLine::part).toList()).forEach(each -> refunds.put(each.refundId(), each));
        Set<Key> named = lines.keys(Channel.ALIPAY, day.minusDays(1), day);
        Windows.Window window = windows.of(Channel.ALIPAY, day);
        List<BookedMovement> missing = money.between(window.from(), window.until()).stream()
                .filter(each -> !named.contains(new Key(each.paymentId(), each.refundId())))
                .toList();
        return CompareMoney.of(bill, payments, refunds, missing);
    }

    @Override
    public void repair(Repair repair) {
        switch (repair) {
            case Repair.AskPayment(String paymentId) -> money.ask(paymentId);
            case Repair.AskRefund(String refundId) -> money.askRefund(refundId);
            case Repair.None unused -> {}
            case Repair.AskOrder unused -> throw new IllegalArgumentException("Alipay has no orders");
            case Repair.TakeEnd unused -> throw new IllegalArgumentException("Alipay has no orders");
        }
    }

    @Override
    public Difference withEvidence(Difference difference) {
        boolean payment = difference.kind() == DifferenceKind.OURS_ONLY
                && difference.oursFen() != null
                && difference.oursFen() > 0;
        return payment ? difference.saying("；支付宝查询：" + money.partnerSays(difference.subject())) : difference;
    }
}
