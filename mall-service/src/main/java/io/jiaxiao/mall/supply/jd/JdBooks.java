package io.jiaxiao.mall.supply.jd;

import io.jiaxiao.mall.supply.ChannelUnavailableException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * JD's side of the books, for reconciliation (partners.md 5.6). Every method but {@link #balanceFen} reads all pages, or throws
 * {@link ChannelUnavailableException}: half a book is none.
 */
public final class JdBooks {

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 10_000;

    private final JdCalls calls;

    JdBooks(JdCalls calls) {
        this.calls = calls;
    }

    /** Which orders of a day. */
    public enum Kind {
        NEW("checkNewOrder"),
        DELIVERED("checkDlokOrder"),
        REFUSED("checkRefuseOrder"),
        COMPLETED("checkCompleteOrder");

        private final String call;

        Kind(String call) {
            this.call = call;
        }
    }

    /**
     * @param number   JD's number of the parcel
     * @param state    0 new, 1 delivered, 2 refused
     * @param priceFen of its goods, without freight
     */
    public record BookedOrder(String number, int state, long priceFen) {}

    /**
     * A row of the balance's ledger.
     *
     * @param amountFen negative when money left the balance; 0 for a refund that was only applied for
     * @param tradeType 1209 is a payment; the others are not public
     */
    public record LedgerRow(String id, String orderNumber, long amountFen, int tradeType, String createdAt) {}

    /** The parcels of a business day (Beijing) that is over. */
    public List<BookedOrder> orders(Kind kind, LocalDate day) {
        List<BookedOrder> rows = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            JsonNode read = calls.read(
                    "checkOrder/" + kind.call,
                    Map.of(
                            "date",
                            day.toString(),
                            "page",
                            String.valueOf(page),
                            "pageNo",
                            String.valueOf(page),
                            "pageSize",
                            String.valueOf(PAGE)));
            read.path("orders")
                    .forEach(each -> rows.add(new BookedOrder(
                            JdJson.id(each.path("jdOrderId")),
                            JdJson.whole(each.path("state"), 0),
                            JdJson.fen(each.path("orderPrice")))));
            if (page >= JdJson.whole(read.path("totalPage"), 0)) {
                return rows;
            }
        }
        throw new ChannelUnavailableException("京东 has more pages than anyone reads");
    }

    /** The balance's ledger from one day to another, both included, oldest first. */
    public List<LedgerRow> ledger(LocalDate from, LocalDate to) {
        List<LedgerRow> rows = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            JsonNode read = calls.read(
                    "price/getBalanceDetail",
                    Map.of(
                            "pageNum",
                            String.valueOf(page),
                            "pageSize",
                            String.valueOf(PAGE),
                            "startDate",
                            from.format(DateTimeFormatter.BASIC_ISO_DATE),
                            "endDate",
                            to.format(DateTimeFormatter.BASIC_ISO_DATE)));
            read.path("data").forEach(each -> rows.add(row(each)));
            if (page >= JdJson.whole(read.path("pageCount"), 0)) {
                return rows.reversed();
            }
        }
        throw new ChannelUnavailableException("京东 has more pages than anyone reads");
    }

    /** What is left, in fen; empty when it cannot be had now. */
    OptionalLong balanceFen() {
        try {
            // Some contracts have the union account, others only the simple one (partners.md 5.6).
            long fen = JdJson.fen(calls.read("price/getBalance", Map.of("payType", "4")));
            return fen < 0 ? OptionalLong.empty() : OptionalLong.of(fen);
        } catch (ChannelUnavailableException away) {
            return OptionalLong.empty();
        }
    }

    private static LedgerRow row(JsonNode node) {
        return new LedgerRow(
                JdJson.id(node.path("id")),
                JdJson.id(node.path("orderId")),
                JdJson.signedFen(node.path("amount")),
                JdJson.whole(node.path("tradeType"), 0),
                JdJson.text(node.path("createdDate")));
    }
}
