package io.jiaxiao.partners.jd;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code order/*} (partners.md 5.3): each method one call, already past token and faults. */
final class OrderApi {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final SubmitRules rules;
    private final Shop shop;
    private final Orders orders;
    private final OrderLife life;
    private final Balance balance;
    private final ZoneId zone;

    OrderApi(SubmitRules rules, Shop shop, Orders orders, OrderLife life, Balance balance, ZoneId zone) {
        this.rules = rules;
        this.shop = shop;
        this.orders = orders;
        this.life = life;
        this.balance = balance;
        this.zone = zone;
    }

    /** The answer a submission gets before any fault may act: a refusal, or the order that number already has. */
    Optional<Answer> settled(Form form) {
        Order before = orders.findByThirdOrder(form.text("thirdOrder"));
        if (before != null) {
            return Optional.of(Answer.no(Code.ORDERED_BEFORE, before.receipt()));
        }
        return switch (rules.judge(form)) {
            case SubmitRules.Verdict.Refused(Code code) -> Optional.of(Answer.no(code));
            case SubmitRules.Verdict.Acceptable unused -> Optional.empty();
        };
    }

    Optional<Submission> acceptable(Form form) {
        return rules.judge(form) instanceof SubmitRules.Verdict.Acceptable(Submission submission)
                ? Optional.of(submission)
                : Optional.empty();
    }

    Answer submit(Form form, java.util.function.Function<Submission, Fate> fates) {
        Optional<Answer> settled = settled(form);
        if (settled.isPresent()) {
            return settled.get();
        }
        Submission submission = acceptable(form).orElseThrow();
        return Answer.ok(
                Code.ORDERED, life.make(submission, fates.apply(submission)).receipt());
    }

    Answer freight(Form form) {
        Optional<JsonNode> skus = form.json("sku").filter(JsonNode::isArray);
        if (form.lacks("sku") || form.lacks("paymentType")) {
            return Answer.no(Code.EMPTY);
        }
        if (skus.isEmpty() || skus.get().size() > SubmitRules.MOST_SKUS) {
            return Answer.no(Code.BAD_VALUE);
        }
        long goodsFen = 0;
        for (JsonNode each : skus.get()) {
            Goods goods = shop.find(each.path("skuId").asLong(-1));
            if (goods == null) {
                return Answer.no(Code.NO_SUCH_SKU);
            }
            goodsFen += goods.priceFen * Math.max(0, each.path("num").asInt(0));
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("freight", Yuan.of(rules.freight(goodsFen)));
        result.put("baseFreight", Yuan.of(rules.freight(goodsFen)));
        result.put("remoteRegionFreight", Yuan.of(0));
        result.put("remoteSku", "[]");
        return Answer.ok(result);
    }

    Answer byThirdOrder(Form form) {
        if (form.lacks("thirdOrder")) {
            return Answer.no(Code.EMPTY);
        }
        Order order = orders.findByThirdOrder(form.text("thirdOrder"));
        return order == null ? Answer.no(Code.NO_SUCH_ORDER) : Answer.ok(String.valueOf(order.id));
    }

    Answer select(Form form) {
        if (form.lacks("jdOrderId")) {
            return Answer.no(Code.EMPTY);
        }
        Order order = named(form);
        return order == null ? Answer.no(Code.NO_SUCH_ORDER) : Answer.ok(order.view());
    }

    Answer confirm(Form form) {
        Order order = named(form);
        if (order == null) {
            return Answer.no(form.lacks("jdOrderId") ? Code.EMPTY : Code.CONFIRM_MISSING);
        }
        if (order.isChild()) {
            return Answer.no(Code.CONFIRM_CHILD);
        }
        if (!order.valid) {
            return Answer.no(Code.CONFIRM_CANCELLED);
        }
        if (order.confirmed) {
            return Answer.no(Code.CONFIRMED_BEFORE);
        }
        life.confirm(order);
        return Answer.ok(Code.CONFIRMED, JsonNodeFactory.instance.booleanNode(true));
    }

    Answer cancel(Form form) {
        Order order = named(form);
        if (order == null) {
            return Answer.no(form.lacks("jdOrderId") ? Code.EMPTY : Code.CANCEL_MISSING);
        }
        if (order.isChild()) {
            return Answer.no(Code.CANCEL_CHILD);
        }
        if (!order.valid) {
            return Answer.no(Code.CANCELLED_BEFORE);
        }
        if (order.confirmed) {
            return Answer.no(Code.CANCEL_CONFIRMED);
        }
        life.cancel(order);
        return Answer.ok(Code.CANCELLED, JsonNodeFactory.instance.booleanNode(true));
    }

    Answer pay(Form form) {
        Order order = named(form);
        if (order == null) {
            return Answer.no(form.lacks("jdOrderId") ? Code.EMPTY : Code.NO_SUCH_ORDER);
        }
        if (order.isChild() || !order.valid || !order.confirmed || order.paid) {
            return Answer.no(Code.NOT_PAYABLE);
        }
        return balance.fen() >= order.totalFen() && life.pay(order) ? Answer.yes() : Answer.no(Code.PAY_BALANCE);
    }

    Answer track(Form form) {
        Order order = named(form);
        if (order == null) {
            return Answer.no(form.lacks("jdOrderId") ? Code.EMPTY : Code.NO_SUCH_ORDER);
        }
        if (!order.children.isEmpty()) {
            return Answer.no(Code.NOT_DELIVERED_YET);
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("jdOrderId", order.id);
        ArrayNode steps = result.putArray("orderTrack");
        order.tracks.forEach(track -> steps.addObject()
                .put("msgTime", TIME.format(ZonedDateTime.ofInstant(track.at(), zone)))
                .put("content", track.content())
                .put("operator", track.by()));
        if (form.text("waybillCode").equals("1")) {
            ArrayNode waybills = result.putArray("waybillCode");
            if (order.shippedAt != null) {
                waybills.addObject()
                        .put("orderId", order.id)
                        .put("parentId", order.isChild() ? order.root().id : 0)
                        .put("carrier", "京东快递")
                        .put("deliveryOrderId", OrderLife.waybill(order));
            }
        }
        return Answer.ok(result);
    }

    Answer received(Form form) {
        Order order = named(form);
        if (order == null) {
            return Answer.no(form.lacks("jdOrderId") ? Code.EMPTY : Code.NO_SUCH_ORDER);
        }
        if (!order.children.isEmpty() || order.shippedAt == null || order.state == Order.REFUSED) {
            return Answer.no(Code.NOT_DELIVERED_YET);
        }
        life.received(order);
        return Answer.yes();
    }

    /** The order a form is about, by JD's number or by ours. */
    @Nullable
    Order named(Form form) {
        Order byId = orders.find(form.number("jdOrderId"));
        return byId != null ? byId : orders.findByThirdOrder(form.text("thirdOrder"));
    }
}
