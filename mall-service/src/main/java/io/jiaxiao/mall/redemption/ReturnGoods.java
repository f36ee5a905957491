package io.jiaxiao.mall.redemption;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.redemption.domain.PointsReturn;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.mall.redemption.domain.Step;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import io.jiaxiao.mall.redemption.store.ReturnStore;
import io.jiaxiao.mall.redemption.store.SupplyStore;
import io.jiaxiao.mall.supply.AfterSales;
import io.jiaxiao.starter.ids.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Goods sent back after they were received: the person asks, an operator approves, the channel takes them, points return. */
@Service
public class ReturnGoods {

    private static final Duration ASK_AGAIN = Duration.ofMinutes(10);

    private final RedemptionStore orders;
    private final ReturnStore returns;
    private final SupplyStore numbers;
    private final Channels channels;
    private final OrderAlarms alarms;
    private final RedemptionProperties properties;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    ReturnGoods(
            RedemptionStore orders,
            ReturnStore returns,
            SupplyStore numbers,
            Channels channels,
            OrderAlarms alarms,
            RedemptionProperties properties,
            TransactionTemplate transaction,
            Ids ids,
            Clock clock) {
        this.orders = orders;
        this.returns = returns;
        this.numbers = numbers;
        this.channels = channels;
        this.alarms = alarms;
        this.properties = properties;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param words why, in the person's own words
     * @throws io.jiaxiao.kernel.RefusedException 404 for another's order; 409 not received yet, too late, too many, or one
     *     is open already
     */
    public void request(long personId, long orderId, int quantity, String words) {
        transaction.executeWithoutResult(status -> {
            Redemption order = orders.lock(orderId)
                    .filter(one -> one.personId() == personId)
                    .orElseThrow(RedemptionRefusals.UNKNOWN::asException);
            requireReturnable(order, quantity);
            Instant now = now();
            var asked = new PointsReturn(
                    ids.next(),
                    orderId,
                    PointsReturn.Kind.AFTER_SALE,
                    PointsReturn.State.REQUESTED,
                    quantity,
                    order.pointsOf(quantity),
                    "",
                    null,
                    null,
                    now);
            if (!returns.insert(asked, words, now)) {
                throw Refusal.conflict("RETURN_OPEN", "已有一笔售后正在处理，请等待其完成").asException();
            }
            orders.save(
                    order, order.progress().returned(quantity, 0), Step.byPerson("RETURN_REQUESTED", personId), now);
        });
    }

    private void requireReturnable(Redemption order, int quantity) {
        Instant fulfilled = order.progress().fulfilledAt();
        if (order.kind() != Offer.Kind.GOODS) {
            throw Refusal.conflict("NOT_RETURNABLE", "虚拟商品兑换成功后不支持退货").asException();
        }
        if (order.state() != RedemptionState.FULFILLED || fulfilled == null) {
            throw Refusal.conflict("NOT_RECEIVED", "确认收货后才能申请退货").asException();
        }
        if (fulfilled.plus(properties.returnWithin()).isBefore(clock.instant())) {
            throw Refusal.conflict("RETURN_TOO_LATE", "已超过可申请退货的期限").asException();
        }
        if (order.progress().returnedQuantity() + quantity > order.quantity()) {
            throw Refusal.conflict("RETURN_TOO_MANY", "退货数量超过可退数量").asException();
        }
    }

    /** Asks the channel to take approved goods back; without an after-sale client that is for operators. */
    void askChannel(long returnId) {
        Optional<PointsReturn> found =
                returns.find(returnId).filter(one -> one.state() == PointsReturn.State.AT_CHANNEL);
        if (found.isEmpty()) {
            return;
        }
        PointsReturn one = found.get();
        Redemption order = orders.find(one.redemptionId()).orElseThrow();
        Optional<AfterSales> channel = channels.afterSales(order.channel());
        if (channel.isEmpty()) {
            returns.due(one, null, null);
            return;
        }
        returns.due(one, now().plus(ASK_AGAIN), null);
        AfterSales.Answer answer = channel.get()
                .ask(Long.toString(one.id()), numbers.supplyOrder(order), one.quantity(), returns.casesOfOthers(one));
        transaction.executeWithoutResult(status -> answered(one, answer));
    }

    private void answered(PointsReturn one, AfterSales.Answer answer) {
        Instant now = now();
        Redemption order = orders.lock(one.redemptionId()).orElseThrow();
        if (returns.find(one.id()).orElseThrow().state() != PointsReturn.State.AT_CHANNEL) {
            return;
        }
        if (isOfAnother(one, answer)) {
            contradicts(one, order, now);
            return;
        }
        switch (answer) {
            case AfterSales.Answer.UnderWay underWay -> returns.due(one, now.plus(ASK_AGAIN), underWay.partnerNumber());
            case AfterSales.Answer.Accepted accepted -> {
                if (returns.move(one, PointsReturn.State.BOOKING, now, accepted.partnerNumber(), now)) {
                    orders.save(
                            order, order.progress(), Step.byChannel("RETURN_RECEIVED", order.channel(), "", ""), now);
                }
            }
            case AfterSales.Answer.Refused refused -> {
                returns.due(one, null, refused.partnerNumber());
                orders.save(
                        order,
                        order.progress().needs("RETURN_REFUSED"),
                        Step.byChannel("RETURN_REFUSED", order.channel(), refused.code(), refused.reason()),
                        now);
            }
            case AfterSales.Answer.Unknown ignored -> returns.due(one, now.plus(ASK_AGAIN), null);
        }
    }

    /** One case pays for one return. */
    private boolean isOfAnother(PointsReturn one, AfterSales.Answer answer) {
        String theirs =
                switch (answer) {
                    case AfterSales.Answer.UnderWay underWay -> underWay.partnerNumber();
                    case AfterSales.Answer.Accepted accepted -> accepted.partnerNumber();
                    case AfterSales.Answer.Refused refused -> refused.partnerNumber();
                    case AfterSales.Answer.Unknown ignored -> null;
                };
        return theirs != null && returns.casesOfOthers(one).contains(theirs);
    }

    private void contradicts(PointsReturn one, Redemption order, Instant now) {
        returns.due(one, null, null);
        if (OrderAlarms.CONTRADICTION.equals(order.progress().attention())) {
            return;
        }
        alarms.raise(OrderAlarms.CONTRADICTION, order.id(), "渠道以另一笔售后的单号答复本次退货，请人工核对", now);
        orders.save(
                order,
                order.progress().needs(OrderAlarms.CONTRADICTION),
                Step.byChannel("RETURN_CASE_TAKEN", order.channel(), "", ""),
                now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
