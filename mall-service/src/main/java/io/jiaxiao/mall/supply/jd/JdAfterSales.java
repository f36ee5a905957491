package io.jiaxiao.mall.supply.jd;

import io.jiaxiao.mall.supply.AfterSales;
import io.jiaxiao.mall.supply.ChannelUnavailableException;
import io.jiaxiao.mall.supply.Delivery;
import io.jiaxiao.mall.supply.SupplyOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Returns (partners.md 5.7). JD has no number of ours for a case and a parcel may have several, so before applying the list of
 * cases is read, and the one that no other return of the order has is ours. It is picked up at the door.
 */
final class JdAfterSales implements AfterSales {

    private static final Logger log = LoggerFactory.getLogger(JdAfterSales.class);
    private static final int RETURN = 10;
    private static final int PICK_UP = 4;
    private static final int REFUSED = 20;
    private static final int USER_CONFIRM = 40;
    private static final int DONE = 50;
    private static final int CANCELLED = 60;
    private static final String NO_CASE = "CASE_NOT_LISTED_YET";
    private static final String NOT_POSSIBLE = "NO_DELIVERED_PARCEL_FOR_IT";

    private final JdCalls calls;
    private final JdDesk desk;
    private final JdAreas areas;

    /** What is to come back. @param others cases of other returns */
    private record Wish(String number, SupplyOrder order, int quantity, Set<String> others) {
        String sku() {
            return order.items().getFirst().sku();
        }
    }

    JdAfterSales(JdCalls calls, JdDesk desk, JdAreas areas) {
        this.calls = calls;
        this.desk = desk;
        this.areas = areas;
    }

    @Override
    public String channel() {
        return JdChannel.NAME;
    }

    @Override
    public Answer ask(String number, SupplyOrder order, int quantity, Set<String> others) {
        try {
            return switch (desk.find(order.number())) {
                case JdDesk.Found.There(JdOrder there, String unused) ->
                    ask(new Wish(number, order, quantity, others), there);
                case JdDesk.Found.Nothing unused -> refused(JdCodes.NO_SUCH_ORDER, "渠道没有该订单");
                case JdDesk.Found.Unclear unclear -> new Answer.Unknown(unclear.code());
            };
        } catch (ChannelUnavailableException away) {
            return new Answer.Unknown(JdCodes.NO_ANSWER);
        } catch (RuntimeException e) {
            log.error("the return {} broke: {}", number, e.getClass().getName());
            return new Answer.Unknown("CLIENT_BROKEN");
        }
    }

    private Answer ask(Wish wish, JdOrder there) {
        List<JdOrder.Part> delivered = there.parts().stream()
                .filter(part -> part.valid() && part.state() == 1)
                .toList();
        for (JdOrder.Part part : delivered) {
            Optional<Answer> known = caseOf(part.number(), wish);
            if (known.isPresent()) {
                return known.get();
            }
        }
        for (JdOrder.Part part : delivered) {
            if (available(part.number(), wish.sku()) >= wish.quantity()) {
                return apply(part.number(), wish);
            }
        }
        return refused(NOT_POSSIBLE, "没有可退货的已妥投包裹");
    }

    private static Answer refused(String code, String reason) {
        return new Answer.Refused(code, reason, null);
    }

    private int available(String parcel, String sku) {
        JdAnswer answer = call("getAvailableNumberComp", about(parcel, sku));
        if (!(answer instanceof JdAnswer.Told told)) {
            throw new ChannelUnavailableException("京东 does not say how many may come back: " + answer.code());
        }
        return told.success() ? JdJson.whole(told.result(), 0) : 0;
    }

    private Answer apply(String parcel, Wish wish) {
        Delivery from = wish.order().delivery();
        Optional<JdArea> area = from == null ? Optional.empty() : areas.of(from.divisionCode(), from.street());
        if (from == null || area.isEmpty()) {
            return refused(JdCodes.AREA_UNKNOWN, JdCodes.reason(JdCodes.AREA_UNKNOWN));
        }
        Map<String, Object> param = new LinkedHashMap<>();
        param.put("jdOrderId", Long.valueOf(parcel));
        param.put("customerExpect", RETURN);
        param.put("questionDesc", "家校积分商城退货 " + wish.number());
        param.put("isNeedDetectionReport", false);
        param.put("questionPic", "");
        param.put("isHasPackage", true);
        param.put("packageDesc", 0);
        param.put(
                "asCustomerDto",
                Map.of(
                        "customerContactName",
                        from.receiver().clear(),
                        "customerMobilePhone",
                        from.mobile().digits()));
        param.put("asPickwareDto", address("pickware", from, area.get(), true));
        param.put("asReturnwareDto", address("returnware", from, area.get(), false));
        param.put("asDetailDto", Map.of("skuId", Long.valueOf(wish.sku()), "skuNum", wish.quantity()));
        JdAnswer answer = call("createAfsApply", param);
        return switch (answer) {
            case JdAnswer.NotMade notMade -> new Answer.Unknown(notMade.code());
            case JdAnswer.Silent silent -> caseOf(parcel, wish).orElseGet(() -> new Answer.Unknown(silent.code()));
            case JdAnswer.Told told -> {
                if (told.success()) {
                    yield caseOf(parcel, wish).orElseGet(() -> new Answer.Unknown(NO_CASE));
                }
                yield told.code().matches("60(0[1-9]|1[0-3])")
                        ? refused(told.code(), JdCodes.reason(told.code()))
                        : new Answer.Unknown(told.code());
            }
        };
    }

    private static Map<String, Object> address(String prefix, Delivery from, JdArea area, boolean pickUp) {
        Map<String, Object> address = new LinkedHashMap<>();
        if (pickUp) {
            address.put("pickwareType", PICK_UP);
        } else {
            address.put("returnwareType", RETURN);
        }
        address.put(prefix + "Province", area.province());
        address.put(prefix + "City", area.city());
        address.put(prefix + "County", area.county());
        address.put(prefix + "Village", area.town());
        address.put(prefix + "Address", from.street());
        return address;
    }

    /** The parcel's newest case of this SKU that was not called off and is no other return's. */
    private Optional<Answer> caseOf(String parcel, Wish wish) {
        JdAnswer answer =
                call("getServiceListPage", Map.of("jdOrderId", Long.valueOf(parcel), "pageIndex", 1, "pageSize", 100));
        if (!(answer instanceof JdAnswer.Told told) || !told.success()) {
            throw new ChannelUnavailableException("京东 does not list its after-sale cases: " + answer.code());
        }
        return told.result()
                .path("serviceInfoList")
                .valueStream()
                .filter(each -> JdJson.id(each.path("wareId")).equals(wish.sku()))
                .filter(each -> !wish.others().contains(JdJson.id(each.path("afsServiceId"))))
                .filter(each -> JdJson.whole(each.path("afsServiceStep"), 0) != CANCELLED)
                .reduce((older, newer) -> newer)
                .map(JdAfterSales::standing);
    }

    private static Answer standing(JsonNode service) {
        String id = JdJson.id(service.path("afsServiceId"));
        int step = JdJson.whole(service.path("afsServiceStep"), 0);
        if (step == REFUSED) {
            return new Answer.Refused("AFS_20", "京东审核未通过", id);
        }
        return step == DONE || step == USER_CONFIRM ? new Answer.Accepted(id) : new Answer.UnderWay(id);
    }

    private JdAnswer call(String name, Map<String, Object> param) {
        return calls.call(JdCalls.Line.ORDER, "afterSale/" + name, Map.of("param", JdJson.write(param)));
    }

    private static Map<String, Object> about(String parcel, String sku) {
        return Map.of("jdOrderId", Long.valueOf(parcel), "skuId", Long.valueOf(sku));
    }
}
