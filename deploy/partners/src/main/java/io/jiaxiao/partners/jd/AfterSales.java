package io.jiaxiao.partners.jd;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code afterSale/*} (partners.md 5.7). A service goes on by itself: reviewed, received, handled, then it waits for the
 * customer's word and closes without it in the end. Money of a return comes back when it is handled.
 */
final class AfterSales {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Map<Integer, String> EXPECTS =
            new java.util.TreeMap<>(Map.of(Service.RETURN, "退货", Service.EXCHANGE, "换货"));
    private static final Map<Integer, String> MODES =
            new java.util.TreeMap<>(Map.of(Service.PICK_UP, "上门取件", 7, "客户送货", 40, "客户发货"));
    private static final int LONGEST_PAGE = 100;

    private final Orders orders;
    private final ServiceSteps steps;
    private final Clock clock;
    private final Predicate<Order> refusedByOrder;
    private final Map<Long, Service> services = new LinkedHashMap<>();
    private long lastId;

    /** @param refusedByOrder whether somebody ordered that the next application for this parcel be refused */
    AfterSales(Orders orders, ServiceSteps steps, Clock clock, Predicate<Order> refusedByOrder) {
        this.orders = orders;
        this.steps = steps;
        this.clock = clock;
        this.refusedByOrder = refusedByOrder;
        this.lastId = clock.instant().getEpochSecond();
    }

    Answer available(Form form) {
        return aboutPieces(
                form, (parcel, item) -> Answer.ok(JsonNodeFactory.instance.numberNode(availableOf(parcel, item))));
    }

    Answer expectations(Form form) {
        return aboutPieces(form, (parcel, item) -> Answer.ok(choices(EXPECTS)));
    }

    Answer returnModes(Form form) {
        return aboutPieces(form, (parcel, item) -> Answer.ok(choices(MODES)));
    }

    /** Says only that it was taken; the number of the service is in the list. */
    Answer apply(Form form) {
        JsonNode param = param(form);
        JsonNode detail = param.path("asDetailDto");
        int expect = param.path("customerExpect").asInt(0);
        int mode = param.path("asPickwareDto").path("pickwareType").asInt(0);
        int pieces = detail.path("skuNum").asInt(0);
        if (pieces < 1 || param.path("questionDesc").asString("").isBlank() || !param.has("asCustomerDto")) {
            return Answer.no(Code.AFS_PARAMS);
        }
        if (!EXPECTS.containsKey(expect)) {
            return Answer.no(Code.AFS_SERVICE_TYPE);
        }
        if (!MODES.containsKey(mode)) {
            return Answer.no(Code.AFS_RETURN_MODE);
        }
        return aboutPieces(
                param.path("jdOrderId").asLong(-1), detail.path("skuId").asLong(-1), (parcel, item) -> {
                    if (pieces > availableOf(parcel, item)) {
                        return Answer.no(Code.AFS_TOO_MANY);
                    }
                    Order.Item some = new Order.Item(item.goods(), pieces, item.priceFen());
                    Service service = new Service(++lastId, parcel, some, expect, mode, clock.instant());
                    services.put(service.id, service);
                    boolean refused = refusedByOrder.test(parcel);
                    steps.begin(service, refused);
                    return Answer.yes();
                });
    }

    Answer list(Form form) {
        JsonNode param = param(form);
        int page = param.path("pageIndex").asInt(1);
        int size = param.path("pageSize").asInt(10);
        if (!param.has("jdOrderId") || page < 1 || size < 1 || size > LONGEST_PAGE) {
            return Answer.no(Code.AFS_PARAMS);
        }
        long id = param.path("jdOrderId").asLong(-1);
        List<Service> found =
                services.values().stream().filter(each -> each.parcel.id == id).toList();
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode list = result.putArray("serviceInfoList");
        found.stream().skip((page - 1L) * size).limit(size).forEach(each -> list.addObject()
                .put("afsServiceId", each.id)
                .put("customerExpect", each.expect)
                .put("customerExpectName", EXPECTS.get(each.expect))
                .put("afsApplyTime", TIME.format(ZonedDateTime.ofInstant(each.appliedAt, clock.getZone())))
                .put("orderId", each.parcel.id)
                .put("wareId", each.item.goods().sku)
                .put("wareName", each.item.goods().name)
                .put("afsServiceStep", each.step)
                .put("cancel", each.canBeCancelled() ? 1 : 0));
        result.put("totalNum", found.size());
        result.put("pageSize", size);
        result.put("pageNum", (found.size() + size - 1) / size);
        result.put("pageIndex", page);
        return Answer.ok(result);
    }

    Answer detail(Form form) {
        JsonNode param = param(form);
        Service service = services.get(param.path("afsServiceId").asLong(-1));
        if (service == null) {
            return Answer.no(Code.AFS_FAILED);
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("afsServiceId", service.id);
        node.put("customerExpect", service.expect);
        node.put("orderId", service.parcel.id);
        node.put("afsServiceStep", service.step);
        node.put("approvedResult", service.approved ? 1 : 0);
        node.put("processResult", service.refunded ? 1 : 0);
        List<Integer> extras = param.path("appendInfoSteps")
                .valueStream()
                .map(each -> each.asInt(0))
                .toList();
        if (extras.contains(1)) {
            node.putObject("serviceAftersalesAddressInfoDTO")
                    .put("address", "广东省东莞市京东售后中心")
                    .put("tel", "950618");
        }
        if (extras.contains(2) && service.expressCode != null) {
            node.putObject("serviceExpressInfoDTO").put("expressCode", service.expressCode);
        }
        if (extras.contains(3) && service.expect == Service.RETURN && service.approved) {
            node.putArray("serviceFinanceDetailInfoDTOs")
                    .addObject()
                    .put("refundWay", 1)
                    .put("refundWayName", "退回余额")
                    .put("status", service.refunded ? 1 : 0)
                    .put("refundPrice", Yuan.of(service.item.totalFen()))
                    .put("wareId", service.item.goods().sku);
        }
        if (extras.contains(5)) {
            ArrayNode allowed = node.putArray("allowOperations");
            if (service.canBeCancelled()) {
                allowed.add(1);
            }
            if (service.waitsForCourier()) {
                allowed.add(2);
            }
        }
        return Answer.ok(node);
    }

    /** The customer sent the goods: company, number and day of the parcel. */
    Answer sent(Form form) {
        JsonNode param = param(form);
        Service service = services.get(param.path("afsServiceId").asLong(-1));
        if (service == null) {
            return Answer.no(Code.SEND_ID);
        }
        if (!service.waitsForCourier()) {
            return Answer.no(Code.AFS_NOT_APPROVED);
        }
        if (param.path("freightMoney").asDouble(-1) < 0) {
            return Answer.no(Code.SEND_FREIGHT);
        }
        if (param.path("expressCode").asString("").isBlank()) {
            return Answer.no(Code.SEND_WAYBILL);
        }
        if (param.path("expressCompany").asString("").isBlank()) {
            return Answer.no(Code.SEND_COMPANY);
        }
        if (!isDay(param.path("deliverDate").asString(""))) {
            return Answer.no(Code.SEND_DATE);
        }
        service.expressCode = param.path("expressCode").asString("");
        steps.sent(service);
        return Answer.yes();
    }

    Answer cancel(Form form) {
        List<Service> named = param(form)
                .path("serviceIdList")
                .valueStream()
                .flatMap(each -> Optional.ofNullable(services.get(each.asLong(-1))).stream())
                .toList();
        if (named.isEmpty() || !named.stream().allMatch(Service::canBeCancelled)) {
            return Answer.no(named.isEmpty() ? Code.AFS_PARAMS : Code.AFS_FAILED);
        }
        named.forEach(each -> each.step = Service.CANCELLED);
        return Answer.yes();
    }

    Answer confirm(Form form) {
        Service service = services.get(param(form).path("afsServiceId").asLong(-1));
        if (service == null || service.step != Service.USER_CONFIRM) {
            return Answer.no(service == null ? Code.AFS_PARAMS : Code.AFS_FAILED);
        }
        service.step = Service.DONE;
        return Answer.yes();
    }

    void clear() {
        services.clear();
    }

    private int availableOf(Order parcel, Order.Item item) {
        int held = services.values().stream()
                .filter(each -> each.parcel == parcel && each.item.goods() == item.goods() && each.holdsItsPieces())
                .mapToInt(each -> each.item.num())
                .sum();
        return item.num() - held;
    }

    private interface Pieces {
        Answer answer(Order parcel, Order.Item item);
    }

    private Answer aboutPieces(Form form, Pieces question) {
        JsonNode param = param(form);
        return aboutPieces(
                param.path("jdOrderId").asLong(-1), param.path("skuId").asLong(-1), question);
    }

    private Answer aboutPieces(long orderId, long sku, Pieces question) {
        if (orderId < 0 || sku < 0) {
            return Answer.no(Code.AFS_PARAMS);
        }
        Order parcel = orders.find(orderId);
        if (parcel == null) {
            return Answer.no(Code.AFS_NO_ORDER);
        }
        if (!parcel.children.isEmpty()) {
            return Answer.no(Code.AFS_NOT_CHILD);
        }
        if (!parcel.confirmed) {
            return Answer.no(Code.AFS_UNCONFIRMED);
        }
        if (!parcel.valid || parcel.state == Order.REFUSED) {
            return Answer.no(Code.AFS_ABNORMAL);
        }
        if (parcel.state != Order.DELIVERED) {
            return Answer.no(Code.AFS_NOT_DELIVERED);
        }
        Optional<Order.Item> item =
                parcel.items.stream().filter(each -> each.goods().sku == sku).findFirst();
        if (item.isEmpty()) {
            return Answer.no(Code.AFS_NO_SKU);
        }
        return item.get().goods().kind == Goods.Kind.GIFT_CARD
                ? Answer.no(Code.AFS_NOT_ELIGIBLE)
                : question.answer(parcel, item.get());
    }

    private static JsonNode param(Form form) {
        return form.json("param").orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private static ArrayNode choices(Map<Integer, String> named) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        named.forEach((code, name) ->
                list.addObject().put("code", String.valueOf(code)).put("name", name));
        return list;
    }

    private static boolean isDay(String text) {
        try {
            LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
            return true;
        } catch (DateTimeException wrong) {
            return false;
        }
    }
}
