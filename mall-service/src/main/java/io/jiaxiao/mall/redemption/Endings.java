package io.jiaxiao.mall.redemption;

import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.redemption.domain.Progress;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.mall.redemption.domain.Step;
import io.jiaxiao.mall.redemption.domain.Undelivered;
import io.jiaxiao.mall.redemption.store.ParcelStore;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import io.jiaxiao.mall.redemption.store.SupplyStore;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The two ways an order's supply ends, wherever that becomes known. In the caller's transaction, on a locked order. */
@Component
class Endings {

    private final RedemptionStore orders;
    private final SupplyStore numbers;
    private final ParcelStore parcels;
    private final OrderAlarms alarms;

    Endings(RedemptionStore orders, SupplyStore numbers, ParcelStore parcels, OrderAlarms alarms) {
        this.orders = orders;
        this.numbers = numbers;
        this.parcels = parcels;
        this.alarms = alarms;
    }

    /** For certain nothing comes under this number; the channel's code says why. */
    void notSupplied(Redemption order, RedemptionProperties.WhenRefused then, Step step, Instant now) {
        notSupplied(order, then, step.code().isEmpty() ? step.what() : step.code(), step, now);
    }

    /** @param why stable code of the reason, as the person is told it */
    void notSupplied(Redemption order, RedemptionProperties.WhenRefused then, String why, Step step, Instant now) {
        numbers.refused(order.supplyNumber(), now);
        if (then == RedemptionProperties.WhenRefused.REFUND) {
            orders.save(order, order.progress().become(RedemptionState.REFUNDING, why, now, now), step, now);
            return;
        }
        Progress refused =
                order.progress().become(RedemptionState.REFUSED, why, now, null).needs(OrderAlarms.REFUSED);
        orders.save(order, refused, step, now);
        alarms.raise(OrderAlarms.REFUSED, order.id(), "渠道无法供货，请选择改发其他渠道或退还积分", now);
    }

    /** The person has it, or a part of it: then a person of ours gives the points of the rest back. */
    void supplied(Redemption order, Step step, Instant now) {
        numbers.fulfilled(order.supplyNumber(), now);
        boolean inPart =
                order.kind() == Offer.Kind.GOODS && Undelivered.most(order.quantity(), parcels.of(order.id())) > 0;
        orders.save(
                order,
                order.progress()
                        .become(RedemptionState.SUPPLIED, "", now, now)
                        .needs(inPart ? OrderAlarms.IN_PART : null),
                step,
                now);
        if (inPart) {
            alarms.raise(OrderAlarms.IN_PART, order.id(), "订单只有部分包裹送达，请核对后退还未送达部分的积分", now);
        }
    }
}
