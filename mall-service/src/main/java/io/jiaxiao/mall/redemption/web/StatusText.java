package io.jiaxiao.mall.redemption.web;

import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;

/** States in words for people. */
final class StatusText {

    private StatusText() {}

    static String of(Redemption order) {
        boolean cancelled = order.progress().reason().equals("CANCELLED");
        if (cancelled && order.state() == RedemptionState.REFUNDED) {
            return "已取消，积分已退还";
        }
        return of(order.state(), order.kind());
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
