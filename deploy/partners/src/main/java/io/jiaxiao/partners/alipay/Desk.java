package io.jiaxiao.partners.alipay;

import io.jiaxiao.partners.faults.FaultBook;
import io.jiaxiao.partners.recharge.Fen;
import io.jiaxiao.partners.time.SimulatedClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a genuine request wants, and does it. */
final class Desk {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final BigDecimal MOST = new BigDecimal("100000000");

    private final AlipayProperties properties;
    private final Book book;
    private final Bills bills;
    private final FaultBook faults;

    Desk(AlipayProperties properties, Book book, Bills bills, FaultBook faults) {
        this.properties = properties;
        this.book = book;
        this.bills = bills;
        this.faults = faults;
    }

    /**
     * Something well asked for.
     *
     * @param number the business number it is about
     * @param numbers under what a fault can be ordered for it
     */
    record Errand(String number, List<String> numbers, Supplier<Answer> work) {}

    sealed interface Read {
        record Fine(Errand errand) implements Read {}

        record Wrong(Answer answer) implements Read {}
    }

    Answer run(Errand errand) {
        return errand.work().get();
    }

    Read read(Call call, JsonNode content, String notifyUrl) {
        return switch (call) {
            case PRECREATE -> precreate(content, notifyUrl);
            case BILL -> bill(content);
            case QUERY -> ofTrade(content, this::queried);
            case CLOSE -> ofTrade(content, this::closed);
            case REFUND -> refund(content);
            case REFUND_QUERY ->
                text(content, "out_request_no").isEmpty()
                        ? new Read.Wrong(Answer.missing("isv.missing-out_request_no"))
                        : ofTrade(content, trade -> refundQueried(trade, text(content, "out_request_no")));
        };
    }

    private Read precreate(JsonNode content, String notifyUrl) {
        String number = text(content, "out_trade_no");
        OptionalLong total = fen(text(content, "total_amount"));
        String subject = text(content, "subject");
        Duration payWithin = duration(text(content, "timeout_express"), properties.payWithin());
        Duration codeLifetime = duration(text(content, "qr_code_timeout_express"), properties.codeLifetime());
        if (!number.matches("[A-Za-z0-9_]{1,64}")
                || total.isEmpty()
                || subject.isEmpty()
                || subject.length() > 256
                || text(content, "body").length() > 128
                || payWithin == null
                || codeLifetime == null) {
            return new Read.Wrong(Answer.business("ACQ.INVALID_PARAMETER"));
        }
        var wanted = new Trade.Wanted(
                number, total.getAsLong(), subject, text(content, "body"), payWithin, codeLifetime, notifyUrl);
        return new Read.Fine(new Errand(number, wanted.numbers(), () -> {
            Book.Result result = book.precreate(wanted);
            Trade trade = result.trade();
            return trade == null
                    ? Answer.business(String.valueOf(result.refusal()))
                    : Answer.ok(node().put("out_trade_no", number).put("qr_code", Wallet.address(trade.code)));
        }));
    }

    private interface OfTrade {
        Answer answer(Trade trade);
    }

    private Read ofTrade(JsonNode content, OfTrade work) {
        String number = text(content, "out_trade_no");
        String tradeNo = text(content, "trade_no");
        if (number.isEmpty() && tradeNo.isEmpty()) {
            return new Read.Wrong(Answer.missing("isv.missing-out_trade_no"));
        }
        Optional<Trade> trade = number.isEmpty() ? book.byTradeNo(tradeNo) : book.trade(number);
        List<String> numbers = trade.map(each -> each.wanted.numbers()).orElse(List.of(number));
        String name = trade.map(each -> each.wanted.outTradeNo()).orElse(number);
        return new Read.Fine(new Errand(
                name, numbers, () -> trade.map(work::answer).orElseGet(() -> Answer.business("ACQ.TRADE_NOT_EXIST"))));
    }

    private Answer queried(Trade trade) {
        return book.locked(() -> {
            if (!trade.isScanned()) {
                return Answer.business("ACQ.TRADE_NOT_EXIST");
            }
            String total = Fen.toYuan(trade.totalFen());
            ObjectNode node = ofTrade(trade)
                    .put("buyer_user_id", "2088102100000001")
                    .put("trade_status", trade.status.name())
                    .put("total_amount", total)
                    .put("receipt_amount", trade.paid == null ? "0.00" : total)
                    .put("buyer_pay_amount", trade.paid == null ? "0.00" : total)
                    .put("point_amount", "0.00")
                    .put("invoice_amount", trade.paid == null ? "0.00" : total);
            if (trade.paid != null) {
                node.put("send_pay_date", time(trade.paid));
                node.putArray("fund_bill_list").addObject().put("amount", total).put("fund_channel", "ALIPAYACCOUNT");
            }
            return Answer.ok(node);
        });
    }

    private Answer closed(Trade trade) {
        Duration paidAfter = faults.drawForRequest(trade.wanted.numbers(), AlipayFault.PaidAfterClose.class)
                .map(fault -> Duration.ofMillis(fault.millis()))
                .orElse(null);
        Book.Result result = book.close(trade, paidAfter);
        return result.refusal() == null
                ? Answer.ok(node().put("trade_no", trade.tradeNo).put("out_trade_no", trade.wanted.outTradeNo()))
                : Answer.business(result.refusal());
    }

    private Read refund(JsonNode content) {
        OptionalLong amount = fen(text(content, "refund_amount"));
        if (amount.isEmpty()) {
            return new Read.Wrong(Answer.business("ACQ.INVALID_PARAMETER"));
        }
        return ofTrade(content, trade -> {
            String asked = text(content, "out_request_no");
            boolean whole = amount.getAsLong() == trade.totalFen();
            if (asked.isEmpty() && !whole) {
                return Answer.missing("isv.missing-out_request_no");
            }
            String request = asked.isEmpty() ? trade.wanted.outTradeNo() : asked;
            Book.Result result = book.refund(trade, request, amount.getAsLong());
            return result.refusal() == null ? refunded(trade, result.changed()) : Answer.business(result.refusal());
        });
    }

    private Answer refunded(Trade trade, boolean changed) {
        return book.locked(() -> {
            ObjectNode node = ofTrade(trade)
                    .put("buyer_user_id", "2088102100000001")
                    .put("fund_change", changed ? "Y" : "N")
                    // Cumulative: all that ever went back of the trade.
                    .put("refund_fee", Fen.toYuan(trade.refundedFen()));
            node.put(
                    "gmt_refund_pay",
                    time(List.copyOf(trade.refunds.values()).getLast().at()));
            return Answer.ok(node);
        });
    }

    private Answer refundQueried(Trade trade, String request) {
        return book.locked(() -> {
            if (!trade.isScanned()) {
                return Answer.business("ACQ.TRADE_NOT_EXIST");
            }
            ObjectNode node = node();
            Trade.Refund refund = trade.refunds.get(request);
            if (refund != null) {
                node.put("trade_no", trade.tradeNo)
                        .put("out_trade_no", trade.wanted.outTradeNo())
                        .put("out_request_no", request)
                        .put("total_amount", Fen.toYuan(trade.totalFen()))
                        .put("refund_amount", Fen.toYuan(refund.fen()))
                        .put("refund_status", "REFUND_SUCCESS")
                        .put("gmt_refund_pay", time(refund.at()));
            }
            return Answer.ok(node);
        });
    }

    private Read bill(JsonNode content) {
        String type = text(content, "bill_type");
        String date = text(content, "bill_date");
        if (type.isEmpty() || date.isEmpty()) {
            return new Read.Wrong(Answer.missing(type.isEmpty() ? "isv.missing-bill_type" : "isv.missing-bill_date"));
        }
        return new Read.Fine(new Errand(date, List.of(date), () -> bills.link(type, date)));
    }

    private static ObjectNode ofTrade(Trade trade) {
        return node().put("trade_no", trade.tradeNo)
                .put("out_trade_no", trade.wanted.outTradeNo())
                .put("buyer_logon_id", "159****5620");
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String time(Instant at) {
        return TIME.format(at.atZone(SimulatedClock.CHINA));
    }

    private static String text(JsonNode content, String name) {
        return content.path(name).asString("");
    }

    /** Fen of an amount in yuan with at most two decimals, from 0.01; empty for anything else. */
    static OptionalLong fen(String yuan) {
        if (!yuan.matches("\\d{1,9}(\\.\\d{1,2})?")) {
            return OptionalLong.empty();
        }
        BigDecimal amount = new BigDecimal(yuan);
        return amount.signum() > 0 && amount.compareTo(MOST) <= 0
                ? OptionalLong.of(amount.movePointRight(2).longValueExact())
                : OptionalLong.empty();
    }

    /** {@code 30m}, {@code 2h}, {@code 15d}; null when it is none, the usual when nothing is said. */
    private static @Nullable Duration duration(String text, Duration usual) {
        if (text.isEmpty()) {
            return usual;
        }
        if (!text.matches("[1-9]\\d{0,4}[mhd]")) {
            return null;
        }
        Duration duration = Duration.parse((text.endsWith("d") ? "P" : "PT") + text.toUpperCase(Locale.ROOT));
        return duration.compareTo(Duration.ofDays(15)) > 0 ? null : duration;
    }
}
