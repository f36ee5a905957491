package io.jiaxiao.partners.niannianka;

import io.jiaxiao.partners.phones.Phones;
import io.jiaxiao.partners.recharge.Carrier;
import io.jiaxiao.partners.recharge.Fen;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the four kinds of order out of a biz_content (partners.md 6.2) and checks all that needs no books. */
final class PurchaseRules {

    private static final int MOST_PIECES = 50;
    private static final int LONGEST = 64;
    private static final Set<Integer> FACES = Set.of(10, 20, 30, 50, 100, 200, 300, 500);
    private static final int MOBILE_PER_MILLE = 995;

    /** Price in fen by size in MB; made up. */
    private static final Map<Integer, Long> DATA =
            Map.of(10, 190L, 30, 380L, 70, 760L, 100, 950L, 200, 1420L, 500, 2850L, 1024, 4750L, 2048, 6650L);

    private final Shop shop;
    private final Set<Carrier> maintained;

    PurchaseRules(Shop shop, Set<Carrier> maintained) {
        this.shop = shop;
        this.maintained = Set.copyOf(maintained);
    }

    /** What was read, or why not. */
    sealed interface Read {

        record Fine(Purchase purchase) implements Read {}

        record Wrong(Code code) implements Read {}
    }

    Read direct(ObjectNode content) {
        String account = text(content, "charge_account");
        if (account == null) {
            return new Read.Wrong(Code.PARAMETER);
        }
        return goods(content, Goods.Kind.DIRECT, Purchase.Type.DIRECT, account);
    }

    Read card(ObjectNode content) {
        return goods(content, Goods.Kind.CARD, Purchase.Type.CARD, "");
    }

    Read mobile(ObjectNode content) {
        Integer face = number(content, "charge_value");
        if (face == null || !FACES.contains(face)) {
            return new Read.Wrong(Code.PARAMETER);
        }
        long price = Fen.discounted(face * 100L, MOBILE_PER_MILLE);
        return phone(content, Purchase.Type.MOBILE, "10%s" + "%04d".formatted(face), "%s话费" + face + "元", price);
    }

    Read data(ObjectNode content) {
        Integer size = number(content, "charge_value");
        Long price = size == null ? null : DATA.get(size);
        if (price == null) {
            return new Read.Wrong(Code.PARAMETER);
        }
        return phone(content, Purchase.Type.DATA, "11%s" + "%04d".formatted(size), "%s流量" + size + "MB", price);
    }

    boolean isMaintained(Carrier carrier) {
        return maintained.contains(carrier);
    }

    private Read goods(ObjectNode content, Goods.Kind kind, Purchase.Type type, String account) {
        String orderNo = text(content, "customer_order_no");
        String product = text(content, "product_id");
        Integer pieces = number(content, "buy_num");
        if (orderNo == null || product == null || pieces == null || pieces < 1 || pieces > MOST_PIECES) {
            return new Read.Wrong(Code.PARAMETER);
        }
        Optional<Goods> found = shop.goods(product).filter(goods -> goods.kind() == kind);
        if (found.isEmpty()) {
            return new Read.Wrong(Code.PRODUCT_UNKNOWN);
        }
        Goods goods = found.get();
        if (!goods.onSale()) {
            return new Read.Wrong(Code.PRODUCT_CLOSED);
        }
        return new Read.Fine(new Purchase(
                orderNo,
                type,
                product,
                goods.name(),
                account,
                pieces,
                goods.priceFen() * pieces,
                kind == Goods.Kind.CARD));
    }

    private Read phone(ObjectNode content, Purchase.Type type, String id, String name, long priceFen) {
        String orderNo = text(content, "customer_order_no");
        String phone = text(content, "charge_phone");
        if (orderNo == null || phone == null) {
            return new Read.Wrong(Code.PARAMETER);
        }
        Optional<Carrier> carrier = Optional.of(phone).filter(Phones::isMobile).flatMap(Carrier::of);
        if (carrier.isEmpty()) {
            return new Read.Wrong(Code.ACCOUNT);
        }
        if (isMaintained(carrier.get())) {
            return new Read.Wrong(Code.MAINTENANCE);
        }
        return new Read.Fine(new Purchase(
                orderNo,
                type,
                id.formatted(carrier.get().ordinal()),
                name.formatted(carrier.get().title()),
                phone,
                1,
                priceFen,
                false));
    }

    /** Null when it is missing, empty, too long or no text. */
    static @Nullable String text(ObjectNode content, String field) {
        JsonNode value = content.get(field);
        String text = value != null && value.isString() ? value.stringValue() : "";
        return text.isBlank() || text.length() > LONGEST ? null : text;
    }

    /** A whole number, as a JSON number or in digits; null when it is neither. */
    static @Nullable Integer number(ObjectNode content, String field) {
        JsonNode value = content.get(field);
        String digits = value == null ? "" : value.asString("");
        return digits.matches("\\d{1,6}") ? Integer.valueOf(digits) : null;
    }
}
