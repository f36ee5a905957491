package io.jiaxiao.mall.redemption.web;

import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import java.time.Instant;

/** An order in its owner's list. @param status the state in words for people */
record RedemptionLine(
        String id,
        Offer.Kind kind,
        String skuId,
        String name,
        int quantity,
        long points,
        long returnedPoints,
        RedemptionState state,
        String status,
        Instant acceptedAt) {

    static RedemptionLine of(Redemption order) {
        return new RedemptionLine(
                Long.toString(order.id()),
                order.kind(),
                Long.toString(order.skuId()),
                order.name(),
                order.quantity(),
                order.points(),
                order.progress().returnedPoints(),
                order.state(),
                StatusText.of(order),
                order.acceptedAt());
    }
}
