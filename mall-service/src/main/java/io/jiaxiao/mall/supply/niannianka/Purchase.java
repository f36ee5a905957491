package io.jiaxiao.mall.supply.niannianka;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.mall.supply.SupplyOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One order in 年年卡's words. Holds the account in clear, so it does not print itself.
 *
 * @param account empty for cards
 */
record Purchase(Kind kind, String number, String sku, int quantity, long costFen, String account) {

    private static final String MOBILE = "mobile-";
    private static final String DATA = "data-";
    private static final int MOST = 50;

    /** Which method orders it. */
    enum Kind {
        CARD("order.card.add"),
        DIRECT("order.direct.add"),
        MOBILE_BILL("order.mobile.add"),
        MOBILE_DATA("order.data.add");

        private final String method;

        Kind(String method) {
            this.method = method;
        }
    }

    /** Empty when it is no order for this channel: goods, several kinds at once, or a bill without a number. */
    static Optional<Purchase> of(SupplyOrder order) {
        if (order.items().size() != 1 || order.delivery() != null) {
            return Optional.empty();
        }
        SupplyOrder.Item item = order.items().getFirst();
        Mobile account = order.account();
        boolean bill = item.sku().matches("(" + MOBILE + "|" + DATA + ")\\d{1,5}");
        boolean fits = item.quantity() >= 1 && item.quantity() <= (bill ? 1 : MOST) && !(bill && account == null);
        if (!fits) {
            return Optional.empty();
        }
        return Optional.of(new Purchase(
                kind(item.sku(), bill, account != null),
                order.number(),
                item.sku(),
                item.quantity(),
                item.costFen(),
                account == null ? "" : account.digits()));
    }

    private static Kind kind(String sku, boolean bill, boolean withAccount) {
        if (bill) {
            return sku.startsWith(MOBILE) ? Kind.MOBILE_BILL : Kind.MOBILE_DATA;
        }
        return withAccount ? Kind.DIRECT : Kind.CARD;
    }

    /** Whether it is something of the partner's product list, which has a price. */
    boolean isProduct() {
        return kind == Kind.CARD || kind == Kind.DIRECT;
    }

    String method() {
        return kind.method;
    }

    /** The biz_content (partners.md 6.2). */
    Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        if (isProduct()) {
            content.put("product_id", sku);
            content.put("buy_num", quantity);
            if (kind == Kind.DIRECT) {
                content.put("charge_account", account);
            }
        } else {
            content.put("charge_phone", account);
            content.put("charge_value", Integer.valueOf(sku.substring(sku.indexOf('-') + 1)));
        }
        content.put("customer_order_no", number);
        return content;
    }

    /** Whether an order the partner shows is this one; a field it leaves out is not held against it. */
    boolean isWhatThisSays(JsonNode shown) {
        return shown.path("customer_order_no").asString("").equals(number)
                && agrees(shown, "product_id", isProduct() ? sku : "")
                && agrees(shown, "buy_num", String.valueOf(quantity))
                && agrees(shown, "charge_account", account);
    }

    private static boolean agrees(JsonNode shown, String field, String ours) {
        String theirs = shown.path(field).asString("");
        return theirs.isEmpty() || ours.isEmpty() || theirs.equals(ours);
    }

    @Override
    public String toString() {
        return "Purchase[" + number + "]";
    }
}
