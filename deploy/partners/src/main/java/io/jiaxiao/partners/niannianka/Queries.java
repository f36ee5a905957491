package io.jiaxiao.partners.niannianka;

import io.jiaxiao.partners.phones.Phones;
import io.jiaxiao.partners.recharge.Carrier;
import io.jiaxiao.partners.recharge.Fen;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The methods that change nothing. Result fields beyond those of an order are INFERRED. */
final class Queries {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Shop shop;
    private final PurchaseRules rules;
    private final Cards cards;
    private final Clock clock;
    private final JsonMapper json;

    Queries(Shop shop, PurchaseRules rules, Cards cards, Clock clock, JsonMapper json) {
        this.shop = shop;
        this.rules = rules;
        this.cards = cards;
        this.clock = clock;
        this.json = json;
    }

    /** What a query comes to. */
    sealed interface Answer {

        /** @param about the order it is about; null when it is about none */
        record Found(Object result, @Nullable Purchase about) implements Answer {}

        record Not(Code code) implements Answer {}
    }

    /** @param method without its prefix */
    Answer answer(String method, ObjectNode content) {
        return switch (method) {
            case "order.info.get" -> order(content);
            case "goods.list.get" -> goodsList(content);
            case "goods.info.get" ->
                goods(content)
                        .<Answer>map(found -> new Answer.Found(found.view(shop.left(found.id())), null))
                        .orElseGet(() -> new Answer.Not(Code.PRODUCT_UNKNOWN));
            case "stock.check" -> stock(content);
            case "user.info.get" ->
                new Answer.Found(
                        json.createObjectNode()
                                .put("name", "家校演示账户")
                                .put("balance", Fen.toYuan(shop.balanceFen()))
                                .put("is_open", 1),
                        null);
            case "mobile.info.get" -> mobile(content, false);
            case "mobile.maintain.check" -> mobile(content, true);
            default -> new Answer.Not(Code.METHOD);
        };
    }

    /** What an order is answered with: no cards in it (partners.md 6.2). */
    ObjectNode brief(SupplyOrder order) {
        Purchase purchase = order.purchase();
        return json.createObjectNode()
                .put("order_id", order.id())
                .put("customer_order_no", purchase.orderNo())
                .put("product_id", purchase.productId())
                .put("product_name", purchase.productName())
                .put("charge_account", purchase.account())
                .put("buy_num", purchase.pieces())
                .put("order_price", Fen.toYuan(purchase.priceFen()))
                .put("order_type", purchase.type().number())
                .put("order_state", order.state().name())
                .put("create_time", time(order.created()));
    }

    private Answer order(ObjectNode content) {
        String orderNo = PurchaseRules.text(content, "customer_order_no");
        if (orderNo == null) {
            return new Answer.Not(Code.PARAMETER);
        }
        return shop.order(orderNo)
                .<Answer>map(order -> new Answer.Found(full(order), order.purchase()))
                .orElseGet(() -> new Answer.Not(Code.ORDER_UNKNOWN));
    }

    private ObjectNode full(SupplyOrder order) {
        Instant finished = order.finished();
        boolean succeeded = order.state() == SupplyOrder.State.success;
        ObjectNode full = brief(order)
                .put("finish_time", finished == null ? "" : time(finished))
                .put("operator_serial_number", succeeded ? Progress.serialNumber(order) : "");
        boolean withCards = succeeded && order.purchase().type() == Purchase.Type.CARD;
        List<Cards.Card> owned =
                withCards ? cards.of(order, ZonedDateTime.ofInstant(order.created(), clock.getZone())) : List.of();
        full.set("cards", json.valueToTree(owned));
        return full;
    }

    private Answer goodsList(ObjectNode content) {
        String type = PurchaseRules.text(content, "product_type");
        List<Goods.View> list = shop.goods().stream()
                .filter(each -> type == null || each.kind().title().equals(type))
                .map(each -> each.view(shop.left(each.id())))
                .toList();
        return new Answer.Found(list, null);
    }

    private Answer stock(ObjectNode content) {
        Integer wanted = PurchaseRules.number(content, "buy_num");
        if (wanted == null || wanted < 1) {
            return new Answer.Not(Code.PARAMETER);
        }
        Optional<Goods> found = goods(content);
        if (found.isEmpty()) {
            return new Answer.Not(Code.PRODUCT_UNKNOWN);
        }
        String id = found.get().id();
        return new Answer.Found(
                json.createObjectNode()
                        .put("product_id", id)
                        .put("stock_status", Goods.stockStatus(shop.left(id), wanted)),
                null);
    }

    private Answer mobile(ObjectNode content, boolean maintenance) {
        String phone = PurchaseRules.text(content, "phone");
        Optional<Carrier> carrier =
                Optional.ofNullable(phone).filter(Phones::isMobile).flatMap(Carrier::of);
        if (carrier.isEmpty()) {
            return new Answer.Not(phone == null ? Code.PARAMETER : Code.ACCOUNT);
        }
        ObjectNode result = json.createObjectNode().put("sp", carrier.get().title());
        if (maintenance) {
            result.put("is_maintain", rules.isMaintained(carrier.get()));
        } else {
            result.put("province", "广东").put("city", "深圳").put("phone", phone);
        }
        return new Answer.Found(result, null);
    }

    private Optional<Goods> goods(ObjectNode content) {
        return Optional.ofNullable(PurchaseRules.text(content, "product_id")).flatMap(shop::goods);
    }

    private String time(Instant moment) {
        return TIME.format(ZonedDateTime.ofInstant(moment, clock.getZone()));
    }
}
