package io.jiaxiao.mall.redemption;

import io.jiaxiao.mall.redemption.domain.PointsReturn;
import io.jiaxiao.mall.redemption.domain.Progress;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.Step;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import io.jiaxiao.mall.redemption.store.ReturnStore;
import io.jiaxiao.starter.ids.Ids;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * A success the channel took back (冲正): a record of its own, at most one per order. Small ones give the points back by
 * themselves, large ones wait for an operator. In the caller's transaction, on a locked order.
 */
@Component
class Reversals {

    private final RedemptionStore orders;
    private final ReturnStore returns;
    private final OrderAlarms alarms;
    private final RedemptionProperties properties;
    private final Ids ids;

    Reversals(
            RedemptionStore orders, ReturnStore returns, OrderAlarms alarms, RedemptionProperties properties, Ids ids) {
        this.orders = orders;
        this.returns = returns;
        this.alarms = alarms;
        this.properties = properties;
        this.ids = ids;
    }

    void open(Redemption order, String code, boolean alwaysByPerson, Instant now) {
        long points = order.points() - order.progress().returnedPoints();
        boolean byItself = !alwaysByPerson && points <= properties.reversalLimit();
        var state = byItself ? PointsReturn.State.BOOKING : PointsReturn.State.REQUESTED;
        var reversal = new PointsReturn(
                ids.next(),
                order.id(),
                PointsReturn.Kind.REVERSAL,
                state,
                0,
                points,
                code.length() > 64 ? code.substring(0, 64) : code,
                null,
                byItself ? now : null,
                now);
        if (points == 0 || isReversed(order)) {
            orders.touch(order, order.progress().due(null));
            return;
        }
        if (!returns.insert(reversal, null, now)) {
            // An after-sale return is under way; the question comes again.
            return;
        }
        Progress after = order.progress().due(null);
        if (!byItself) {
            after = after.needs(OrderAlarms.REVERSAL);
            alarms.raise(OrderAlarms.REVERSAL, order.id(), "渠道冲正金额较大，请人工确认后退还积分", now);
        }
        orders.save(order, after, Step.byChannel("REVERSED_BY_CHANNEL", order.channel(), code, ""), now);
    }

    private boolean isReversed(Redemption order) {
        return returns.of(order.id()).stream().anyMatch(one -> one.kind() == PointsReturn.Kind.REVERSAL);
    }
}
