package io.jiaxiao.mall.redemption;

import io.jiaxiao.contracts.mall.RedemptionRefunded;
import io.jiaxiao.kernel.Points;
import io.jiaxiao.mall.points.PointsLedger;
import io.jiaxiao.mall.points.ReversePost;
import io.jiaxiao.mall.points.ReverseResult;
import io.jiaxiao.mall.redemption.domain.PointsReturn;
import io.jiaxiao.mall.redemption.domain.Progress;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.mall.redemption.domain.Step;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import io.jiaxiao.mall.redemption.store.ReturnStore;
import io.jiaxiao.starter.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives spent points back for a decided return: the ledger first, under the return's own key, then the end of the return. */
@Component
class BookReturn {

    static final String AFTER_SALE = "AFTER_SALE_RETURN";
    static final String REVERSED = "RECHARGE_REVERSED";
    static final String NOT_DELIVERED = "NOT_DELIVERED";

    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final RedemptionStore orders;
    private final ReturnStore returns;
    private final PointsLedger ledger;
    private final Outbox outbox;
    private final OrderAlarms alarms;
    private final TransactionTemplate transaction;
    private final Clock clock;

    BookReturn(
            RedemptionStore orders,
            ReturnStore returns,
            PointsLedger ledger,
            Outbox outbox,
            OrderAlarms alarms,
            TransactionTemplate transaction,
            Clock clock) {
        this.orders = orders;
        this.returns = returns;
        this.ledger = ledger;
        this.outbox = outbox;
        this.alarms = alarms;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Does nothing for a return that is not decided, or done. */
    void book(long returnId) {
        Optional<PointsReturn> found = returns.find(returnId).filter(one -> one.state() == PointsReturn.State.BOOKING);
        if (found.isEmpty()) {
            return;
        }
        PointsReturn one = found.get();
        String reason =
                switch (one.kind()) {
                    case AFTER_SALE -> AFTER_SALE;
                    case NOT_DELIVERED -> NOT_DELIVERED;
                    case REVERSAL -> REVERSED;
                };
        ReverseResult result = ledger.reverse(
                new ReversePost("return-" + one.id(), one.redemptionId(), Points.of(one.points()), reason));
        transaction.executeWithoutResult(status -> {
            switch (result) {
                case ReverseResult.Reversed ignored -> done(one, reason);
                case ReverseResult.Refused refused ->
                    disagree(one, refused.reason().name());
            }
        });
    }

    private void done(PointsReturn one, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Redemption order = orders.lock(one.redemptionId()).orElseThrow();
        if (!returns.move(one, PointsReturn.State.DONE, null, null, now)) {
            return;
        }
        Progress after = order.progress().returned(0, one.points());
        if (one.kind() == PointsReturn.Kind.REVERSAL) {
            after = after.become(RedemptionState.REVERSED, one.code(), now, null)
                    .needs(null);
        } else if (after.returnedPoints() == order.points()) {
            after = after.become(RedemptionState.RETURNED, "", now, null);
        }
        orders.save(order, after, Step.bySystem("POINTS_RETURNED", reason), now);
        outbox.append(new RedemptionRefunded(
                Long.toString(order.id()),
                Long.toString(order.personId()),
                order.channel(),
                one.points(),
                reason,
                now));
    }

    private void disagree(PointsReturn one, String why) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Redemption order = orders.lock(one.redemptionId()).orElseThrow();
        returns.due(one, now.plus(AGAIN), null);
        if (!OrderAlarms.LEDGER.equals(order.progress().attention())) {
            orders.save(order, order.progress().needs(OrderAlarms.LEDGER), Step.bySystem("LEDGER_DISAGREES", why), now);
            alarms.raise(OrderAlarms.LEDGER, order.id(), "退还积分与积分账不一致，请立即人工核对", now);
        }
    }
}
