package io.jiaxiao.mall.redemption;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.catalogue.Offers;
import io.jiaxiao.mall.redemption.domain.PointsReturn;
import io.jiaxiao.mall.redemption.domain.Progress;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.mall.redemption.domain.Step;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import io.jiaxiao.mall.redemption.store.ReturnStore;
import io.jiaxiao.mall.redemption.store.SupplyStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What operators can do with an order. Each act names the state it needs, has a reason, and leaves an audit row in the
 * transaction of the act. Nothing here moves an order whose channel may have it: no refund and no other number for UNKNOWN.
 */
@Service
public class OperateRedemption {

    private final RedemptionStore orders;
    private final SupplyStore numbers;
    private final ReturnStore returns;
    private final Offers offers;
    private final Channels channels;
    private final FollowOrder follow;
    private final PlaceOrder placing;
    private final SettleOrder settlement;
    private final BookReturn booking;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OperateRedemption(
            RedemptionStore orders,
            SupplyStore numbers,
            ReturnStore returns,
            Offers offers,
            Channels channels,
            FollowOrder follow,
            PlaceOrder placing,
            SettleOrder settlement,
            BookReturn booking,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.orders = orders;
        this.numbers = numbers;
        this.returns = returns;
        this.offers = offers;
        this.channels = channels;
        this.follow = follow;
        this.placing = placing;
        this.settlement = settlement;
        this.booking = booking;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Asks the channel now, instead of when it is due. 409 for an order no channel can know. */
    public void query(Caller operator, long orderId, String reason) {
        act(operator, orderId, "QUERY_REDEMPTION", reason, (order, now) -> {
            if (!order.state().isAtChannel() && order.state() != RedemptionState.FULFILLED) {
                throw refused("没有可查询的渠道订单");
            }
            orders.save(order, order.progress().due(now), step("QUERY_ORDERED", operator, reason), now);
        });
        follow.look(orderId);
    }

    /**
     * Another number for an order that was refused for certain, at the same channel or at that of another offer.
     *
     * @param skuId an offer of the same kind and face value; null for the same channel again
     */
    public void send(Caller operator, long orderId, @Nullable Long skuId, String reason) {
        act(operator, orderId, "RESEND_REDEMPTION", reason, (order, now) -> {
            if (order.state() != RedemptionState.REFUSED) {
                throw refused("只有渠道明确拒绝的订单才能改发");
            }
            Progress.Route route = skuId == null ? order.progress().route() : route(order, skuId);
            Progress again = order.progress()
                    .become(RedemptionState.ACCEPTED, "", now, now)
                    .rerouted(route);
            orders.save(order, again, step("SENT_AGAIN", operator, reason), now);
        });
        String channel = orders.find(orderId).orElseThrow().channel();
        channels.offer(channel, () -> placing.place(orderId));
    }

    private Progress.Route route(Redemption order, long skuId) {
        Offer offer = offers.offer(skuId)
                .filter(one -> one.kind() == order.kind() && one.faceFen() == order.faceFen())
                .orElseThrow(() -> Refusal.unprocessable("OFFER_NOT_ALIKE", "改发的商品须与原商品类型、面值一致")
                        .asException());
        return new Progress.Route(offer.channel(), offer.channelSku(), offer.costFen());
    }

    /** Gives the points back for an order that was refused for certain. */
    public void refund(Caller operator, long orderId, String reason) {
        act(operator, orderId, "REFUND_REDEMPTION", reason, (order, now) -> {
            if (order.state() != RedemptionState.REFUSED) {
                throw refused("只有渠道明确拒绝的订单才能退还积分");
            }
            orders.save(
                    order,
                    order.progress()
                            .become(RedemptionState.REFUNDING, order.progress().reason(), now, now)
                            .needs(null),
                    step("REFUND_ORDERED", operator, reason),
                    now);
        });
        settlement.settle(orderId);
    }

    /**
     * Decides an order risk wanted looked at: before it goes out, or afterwards for one that was let through without risk.
     *
     * @param approve false gives the points back as long as no channel has the order; afterwards only a note can be left
     */
    public void review(Caller operator, long orderId, boolean approve, String reason) {
        act(operator, orderId, "REVIEW_REDEMPTION", reason, (order, now) -> {
            if (order.state() == RedemptionState.REVIEW) {
                Progress decided = approve
                        ? order.progress().become(RedemptionState.ACCEPTED, "", now, now)
                        : order.progress().become(RedemptionState.REFUNDING, "RISK_REJECTED", now, now);
                orders.save(order, decided, step(approve ? "APPROVED" : "REJECTED", operator, reason), now);
            } else if (!approve && order.progress().reviewDue() && order.state() == RedemptionState.ACCEPTED) {
                // No channel has it: it is waiting for a place or for another try.
                numbers.refused(order.supplyNumber(), now);
                orders.save(
                        order,
                        order.progress().reviewed().become(RedemptionState.REFUNDING, "RISK_REJECTED", now, now),
                        step("REJECTED", operator, reason),
                        now);
            } else if (order.progress().reviewDue()) {
                String what = approve ? "REVIEWED" : "FOUND_SUSPICIOUS";
                orders.save(order, order.progress().reviewed(), step(what, operator, reason), now);
            } else {
                throw refused("该订单无需审核");
            }
        });
        Redemption order = orders.find(orderId).orElseThrow();
        if (order.state() == RedemptionState.ACCEPTED) {
            channels.offer(order.channel(), () -> placing.place(orderId));
        }
        settlement.settle(orderId);
    }

    /** Approves or turns down a return or a reversal that waits for it. */
    public void decide(Caller operator, long orderId, long returnId, boolean approve, String reason) {
        act(operator, orderId, "DECIDE_RETURN", reason, (order, now) -> {
            PointsReturn one = ofOrder(order, returnId);
            boolean reversal = one.kind() == PointsReturn.Kind.REVERSAL;
            PointsReturn.State to = !approve
                    ? PointsReturn.State.REJECTED
                    : reversal ? PointsReturn.State.BOOKING : PointsReturn.State.AT_CHANNEL;
            if (one.state() != PointsReturn.State.REQUESTED
                    && (approve || one.state() != PointsReturn.State.AT_CHANNEL)) {
                throw RedemptionRefusals.CHANGED.asException();
            }
            Instant due = to == PointsReturn.State.REJECTED ? null : now;
            if (!returns.move(one, to, due, null, now)) {
                throw RedemptionRefusals.CHANGED.asException();
            }
            Progress after = approve ? order.progress() : order.progress().returned(-one.quantity(), 0);
            orders.save(
                    order,
                    after.needs(afterReturn(order)),
                    step(approve ? "RETURN_APPROVED" : "RETURN_REJECTED", operator, reason),
                    now);
        });
        booking.book(returnId);
    }

    /** The goods of an approved return are back: the points follow. */
    public void goodsBack(Caller operator, long orderId, long returnId, String reason) {
        act(operator, orderId, "COMPLETE_RETURN", reason, (order, now) -> {
            PointsReturn one = ofOrder(order, returnId);
            if (one.state() != PointsReturn.State.AT_CHANNEL
                    || !returns.move(one, PointsReturn.State.BOOKING, now, null, now)) {
                throw RedemptionRefusals.CHANGED.asException();
            }
            orders.save(order, order.progress().needs(afterReturn(order)), step("GOODS_BACK", operator, reason), now);
        });
        booking.book(returnId);
    }

    /** What did not arrive still waits for a person, whatever becomes of what did. */
    private static @Nullable String afterReturn(Redemption order) {
        return OrderAlarms.IN_PART.equals(order.progress().attention()) ? OrderAlarms.IN_PART : null;
    }

    private PointsReturn ofOrder(Redemption order, long returnId) {
        return returns.find(returnId)
                .filter(one -> one.redemptionId() == order.id())
                .orElseThrow(
                        () -> Refusal.notFound("RETURN_UNKNOWN", "没有找到这笔售后").asException());
    }

    private void act(
            Caller operator, long orderId, String action, String reason, BiConsumer<Redemption, Instant> effect) {
        transaction.executeWithoutResult(status -> {
            Redemption before = orders.lock(orderId).orElseThrow(RedemptionRefusals.UNKNOWN::asException);
            effect.accept(before, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            Redemption after = orders.find(orderId).orElseThrow();
            audit.record(
                    operator,
                    action,
                    new AuditTrail.Subject("redemption", Long.toString(orderId)),
                    snapshot(before),
                    snapshot(after),
                    reason);
        });
    }

    private static Map<String, Object> snapshot(Redemption order) {
        return Map.of(
                "state", order.state(),
                "number", order.supplyNumber(),
                "channel", order.channel(),
                "returnedPoints", order.progress().returnedPoints());
    }

    private static Step step(String what, Caller operator, String reason) {
        return Step.byOperator(what, operator.id(), reason);
    }

    private static RuntimeException refused(String why) {
        return Refusal.conflict("NOT_POSSIBLE_NOW", why).asException();
    }
}
