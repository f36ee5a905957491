package io.jiaxiao.partners.jd;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The account money is taken from, and its ledger (partners.md 5.6). Only 1209 (payment) is a published trade type; the
 * others here are invented. A refund shows first as a row of 0, when it is applied for.
 */
final class Balance {

    static final int PAYMENT = 1209;
    static final int REFUND = 1210;
    static final int TOP_UP = 1100;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int LONGEST_PAGE = 100;

    private final Clock clock;
    private final String pin;
    private final int most;
    private final ArrayDeque<Row> rows = new ArrayDeque<>();
    private long fen;
    private long reservedFen;
    private long lastId;

    private record Row(long id, long amountFen, long orderId, int type, String name, Instant at, String note) {}

    Balance(Clock clock, JdProperties properties) {
        this.clock = clock;
        this.pin = properties.username();
        this.most = properties.mostOrders();
        this.fen = properties.balanceFen();
        this.lastId = clock.instant().getEpochSecond() * 1000;
    }

    long fen() {
        return fen;
    }

    /** Whether an order of so much can still be paid, beside those that are reserved. */
    boolean covers(long amountFen) {
        return fen - reservedFen >= amountFen;
    }

    void reserve(long amountFen) {
        reservedFen += amountFen;
    }

    void release(long amountFen) {
        reservedFen -= amountFen;
    }

    /** Takes the money; false when it is not there. */
    boolean pay(long orderId, long amountFen) {
        if (fen < amountFen) {
            return false;
        }
        fen -= amountFen;
        write(-amountFen, orderId, PAYMENT, "余额支付", "订单" + orderId + "支付");
        return true;
    }

    void refundAppliedFor(long orderId) {
        write(0, orderId, REFUND, "退款申请", "订单" + orderId + "退款申请");
    }

    void refund(long orderId, long amountFen, String why) {
        fen += amountFen;
        write(amountFen, orderId, REFUND, "退款", "订单" + orderId + why);
    }

    void setTo(long newFen) {
        long difference = newFen - fen;
        fen = newFen;
        write(difference, 0, TOP_UP, "调整", "余额调整");
    }

    /** {@code price/getBalance}: yuan as a string. */
    Answer simple() {
        return Answer.ok(Yuan.of(fen).toPlainString());
    }

    /** {@code price/getUnionBalance}. */
    Answer union(Form form) {
        if (!form.lacks("pin") && !form.text("pin").equals(pin)) {
            return Answer.no(Code.BAD_VALUE);
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ObjectNode balance = result.putObject("balance");
        balance.put("pin", pin);
        balance.put("remainLimit", Yuan.of(fen));
        return Answer.ok(result);
    }

    /** {@code price/getBalanceDetail}: newest first. */
    Answer detail(Form form) {
        int page = form.number("pageNum", 1);
        int size = form.number("pageSize", 20);
        if (page < 1 || size < 1 || size > LONGEST_PAGE) {
            return Answer.no(Code.BAD_VALUE);
        }
        @Nullable LocalDate from;
        @Nullable LocalDate to;
        try {
            from = day(form.text("startDate"));
            to = day(form.text("endDate"));
        } catch (DateTimeException wrong) {
            return Answer.no(Code.BAD_FORMAT);
        }
        String order = form.text("orderId");
        List<Row> found = rows.stream()
                .filter(row -> order.isBlank() || order.equals(String.valueOf(row.orderId())))
                .filter(row -> isWithin(row.at().atZone(clock.getZone()).toLocalDate(), from, to))
                .toList()
                .reversed();
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("total", found.size());
        result.put("pageSize", size);
        result.put("pageNo", page);
        result.put("pageCount", (found.size() + size - 1) / size);
        ArrayNode data = result.putArray("data");
        found.stream().skip((page - 1L) * size).limit(size).forEach(row -> show(data.addObject(), row));
        return Answer.ok(result);
    }

    private void show(ObjectNode node, Row row) {
        node.put("id", row.id());
        node.put("accountType", 1);
        node.put("amount", Yuan.of(row.amountFen()));
        node.put("pin", pin);
        node.put("orderId", row.orderId());
        node.put("tradeType", row.type());
        node.put("tradeTypeName", row.name());
        node.put("createdDate", TIME.format(ZonedDateTime.ofInstant(row.at(), clock.getZone())));
        node.put("notePub", row.note());
        node.put("tradeNo", row.id());
    }

    private void write(long amountFen, long orderId, int type, String name, String note) {
        rows.addLast(new Row(++lastId, amountFen, orderId, type, name, clock.instant(), note));
        if (rows.size() > most) {
            rows.removeFirst();
        }
    }

    private static boolean isWithin(LocalDate day, @Nullable LocalDate from, @Nullable LocalDate to) {
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }

    private static @Nullable LocalDate day(String text) {
        return text.isBlank() ? null : LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
    }
}
