package io.jiaxiao.mall.redemption.web;

import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.mall.supply.Placement;
import java.util.Map;

/** States in words for people. */
final class StatusText {

    /** By the order's reason. */
    private static final Map<String, String> WHY_REFUNDED = Map.of(
            "CANCELLED",
            "已取消，积分已退还",
            Placement.Cause.SOLD_OUT.name(),
            "商品已售罄或下架，积分已退还",
            Placement.Cause.NOT_DELIVERED_THERE.name(),
            "该收货地区暂不支持配送，积分已退还",
            Placement.Cause.NUMBER_WRONG.name(),
            "该号码无法充值，请核对后重新兑换，积分已退还");

    private StatusText() {}

    static String of(Redemption order) {
        String usual = of(order.state(), order.kind());
        return order.state() == RedemptionState.REFUNDED
                ? WHY_REFUNDED.getOrDefault(order.progress().reason(), usual)
                : usual;
    }

    static String of(RedemptionState state, Offer.Kind kind) {
        return switch (state) {
            case REVIEW -> "审核中";
            case ACCEPTED -> "已受理";
            case ORDERING, UNKNOWN, REFUSED -> "处理中";
            case PLACED ->
                switch (kind) {
                    case GOODS -> "待发货";
                    case CARD -> "发卡中";
                    case RECHARGE -> "充值中";
                };
            case SHIPPED -> "已发货";
            case REFUNDING -> "积分退还中";
            case REFUNDED -> "兑换未成功，积分已退还";
            case SUPPLIED, FULFILLED ->
                switch (kind) {
                    case GOODS -> "已签收";
                    case CARD -> "已发卡";
                    case RECHARGE -> "充值成功";
                };
            case RETURNED -> "已退货，积分已退还";
            case REVERSED -> "充值被撤回，积分已退还";
        };
    }
}
