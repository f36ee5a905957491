package io.jiaxiao.order.settlement.domain;

import io.jiaxiao.order.payment.BookedMovement;
import io.jiaxiao.order.settlement.domain.Repair.AskPayment;
import io.jiaxiao.order.settlement.domain.Repair.AskRefund;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alipay's bill of a day against our payments and refunds, number by number: on which day we learned of them does not matter. */
public final class CompareMoney {

    private final List<Difference> found = new ArrayList<>();
    private Side theirs = Side.NOTHING;
    private Side ours = Side.NOTHING;

    private CompareMoney() {}

    private record Named(String payment, String refund) {}

    /**
     * @param payments ours the bill names, by number
     * @param refunds  ours the bill names, by number
     * @param missing  ours that belong to the day and that no bill names
     */
    public static Compared of(
            List<FileLine> bill,
            Map<String, BookedMovement> payments,
            Map<String, BookedMovement> refunds,
            List<BookedMovement> missing) {
        var comparison = new CompareMoney();
        // What is listed twice counts twice: then the sums differ.
        Map<Named, Long> sums = new LinkedHashMap<>();
        for (FileLine line : bill) {
            comparison.theirs = comparison.theirs.money(line.fen());
            sums.merge(new Named(line.number(), line.part()), line.fen(), Math::addExact);
        }
        sums.forEach((number, fen) -> {
            if (number.refund().isEmpty()) {
                comparison.payment(number.payment(), fen, payments.get(number.payment()));
            } else {
                comparison.refund(number, fen, refunds.get(number.refund()));
            }
        });
        missing.forEach(comparison::missing);
        return new Compared(comparison.theirs, comparison.ours, comparison.found);
    }

    private void payment(String number, long fen, @Nullable BookedMovement own) {
        if (own == null) {
            add(DifferenceKind.THEIRS_ONLY, number, fen, 0, "支付宝有收款，本平台没有这笔付款单", Repair.NONE);
            return;
        }
        long counted = count(own);
        if (own.amount().fen() != fen) {
            Repair ask = own.done() ? Repair.NONE : new AskPayment(number);
            add(
                    DifferenceKind.AMOUNT_DIFFERS,
                    number,
                    fen,
                    counted,
                    "支付宝收款金额与付款单 " + own.amount() + " 不一致（" + own.state() + "）",
                    ask);
        } else if (!own.done()) {
            add(
                    DifferenceKind.STATE_DIFFERS,
                    number,
                    fen,
                    counted,
                    "支付宝已收款，付款单为 " + own.state(),
                    new AskPayment(number));
        }
    }

    private void refund(Named number, long fen, @Nullable BookedMovement own) {
        if (own == null) {
            add(DifferenceKind.THEIRS_ONLY, number.refund(), fen, 0, "支付宝有退款，本平台没有这笔退款单", Repair.NONE);
            return;
        }
        long counted = count(own);
        if (own.amount().fen() != fen || !own.paymentId().equals(number.payment())) {
            add(
                    DifferenceKind.REFUND_DIFFERS,
                    number.refund(),
                    fen,
                    counted,
                    "支付宝退款与退款单不一致（付款单 " + own.paymentId() + "，" + own.amount() + "）",
                    Repair.NONE);
        } else if (!own.done()) {
            String people =
                    switch (own.state()) {
                        case "FAILED" -> "，请在退款管理中按原单号重试";
                        case "SETTLED" -> "，已另行退款，可能重复退款";
                        default -> "";
                    };
            add(
                    DifferenceKind.STATE_DIFFERS,
                    number.refund(),
                    fen,
                    counted,
                    "支付宝已退款，退款单为 " + own.state() + people,
                    people.isEmpty() ? new AskRefund(number.refund()) : Repair.NONE);
        }
    }

    private void missing(BookedMovement own) {
        boolean back = !own.refundId().isEmpty();
        String subject = back ? own.refundId() : own.paymentId();
        add(
                DifferenceKind.OURS_ONLY,
                subject,
                0,
                count(own),
                back ? "本平台已退款，支付宝账单没有这笔退款" : "本平台已收款，支付宝账单没有这笔收款",
                Repair.NONE);
    }

    /** @return what our books count of it */
    private long count(BookedMovement own) {
        if (!own.done()) {
            return 0;
        }
        ours = ours.money(own.amount().fen());
        return own.amount().fen();
    }

    private void add(DifferenceKind kind, String subject, long theirsFen, long oursFen, String detail, Repair repair) {
        found.add(new Difference(kind, subject, theirsFen, oursFen, detail, repair));
    }
}
