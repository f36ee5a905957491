package io.jiaxiao.mall.redemption;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.redemption.domain.PointsReturn;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.mall.redemption.domain.Step;
import io.jiaxiao.mall.redemption.domain.Undelivered;
import io.jiaxiao.mall.redemption.store.ParcelStore;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import io.jiaxiao.mall.redemption.store.ReturnStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.idempotency.Idempotency;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.stereotype.Service;

/**
 * An operator gives back the points of pieces that never arrived while others of the order did. The partner has paid us for
 * them; how many they are is for a person to see, who is held to what the parcels allow.
 */
@Service
public class ReturnUndelivered {

    private final RedemptionStore orders;
    private final ReturnStore returns;
    private final ParcelStore parcels;
    private final BookReturn booking;
    private final AuditTrail audit;
    private final Idempotency idempotency;
    private final Ids ids;
    private final Clock clock;

    ReturnUndelivered(
            RedemptionStore orders,
            ReturnStore returns,
            ParcelStore parcels,
            BookReturn booking,
            AuditTrail audit,
            Idempotency idempotency,
            Ids ids,
            Clock clock) {
        this.orders = orders;
        this.returns = returns;
        this.parcels = parcels;
        this.booking = booking;
        this.audit = audit;
        this.idempotency = idempotency;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param quantity how many pieces did not arrive, at least 1 */
    public record Wanted(long orderId, int quantity, String reason) {}

    private record Opened(long id) {}

    /**
     * The same key is one return.
     *
     * @throws io.jiaxiao.kernel.RefusedException 404; 409 for an order that is not fulfilled or no goods, for more than can be
     *     missing, or while another return is open
     */
    public void giveBack(Caller operator, String key, Wanted wanted) {
        Opened opened = idempotency.run(
                "undelivered:" + operator.id(), key, wanted, Opened.class, () -> new Opened(open(operator, wanted)));
        booking.book(opened.id());
    }

    private long open(Caller operator, Wanted wanted) {
        Redemption order = orders.lock(wanted.orderId()).orElseThrow(RedemptionRefusals.UNKNOWN::asException);
        if (order.kind() != Offer.Kind.GOODS || order.state() != RedemptionState.FULFILLED) {
            throw Refusal.conflict("NOT_POSSIBLE_NOW", "只有已完成的实物订单才能退还未送达部分的积分").asException();
        }
        if (wanted.quantity() > missing(order)) {
            throw Refusal.conflict("MORE_THAN_MISSING", "退还数量超过未送达的数量").asException();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var one = new PointsReturn(
                ids.next(),
                order.id(),
                PointsReturn.Kind.NOT_DELIVERED,
                PointsReturn.State.BOOKING,
                wanted.quantity(),
                order.pointsOf(wanted.quantity()),
                "",
                null,
                now,
                now);
        if (!returns.insert(one, null, now)) {
            throw Refusal.conflict("RETURN_OPEN", "已有一笔售后正在处理，请等待其完成").asException();
        }
        orders.save(
                order,
                order.progress().returned(wanted.quantity(), 0).needs(null),
                Step.byOperator("UNDELIVERED_RETURNED", operator.id(), wanted.reason()),
                now);
        audit.record(
                operator,
                "RETURN_UNDELIVERED",
                new AuditTrail.Subject("redemption", Long.toString(order.id())),
                Map.of("returnedQuantity", order.progress().returnedQuantity()),
                Map.of("returnedQuantity", order.progress().returnedQuantity() + wanted.quantity()),
                wanted.reason());
        return one.id();
    }

    /** What did not arrive and was not given back, and never more than is left of the order. */
    private int missing(Redemption order) {
        int before = returns.of(order.id()).stream()
                .filter(one -> one.kind() == PointsReturn.Kind.NOT_DELIVERED)
                .mapToInt(PointsReturn::quantity)
                .sum();
        return Math.min(
                Undelivered.most(order.quantity(), parcels.of(order.id())) - before,
                order.quantity() - order.progress().returnedQuantity());
    }
}
