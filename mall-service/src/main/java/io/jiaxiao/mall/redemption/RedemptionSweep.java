package io.jiaxiao.mall.redemption;

import io.jiaxiao.mall.redemption.domain.PointsReturn;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import io.jiaxiao.mall.redemption.store.ReturnStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Does what is due and no event brings: orders nobody took, workers that died, questions to channels, holds to settle. Safe
 * to run anywhere and any number of times. Each channel gets only what its lane has room for, so none waits for another.
 */
@Component
class RedemptionSweep {

    private static final Logger log = LoggerFactory.getLogger(RedemptionSweep.class);
    private static final int SETTLE_BATCH = 200;

    /** With the pause between them two seconds: then it is somebody else's turn, and the rest of the round is due again. */
    private static final int MOST_FILLINGS = 20;

    private static final Duration FILL_EVERY = Duration.ofMillis(100);

    private final RedemptionStore orders;
    private final ReturnStore returns;
    private final SupplyBook book;
    private final PlaceOrder placing;
    private final FollowOrder follow;
    private final SettleOrder settlement;
    private final BookReturn booking;
    private final ReturnGoods goods;
    private final Channels channels;
    private final Clock clock;

    RedemptionSweep(
            RedemptionStore orders,
            ReturnStore returns,
            SupplyBook book,
            PlaceOrder placing,
            FollowOrder follow,
            SettleOrder settlement,
            BookReturn booking,
            ReturnGoods goods,
            Channels channels,
            Clock clock) {
        this.orders = orders;
        this.returns = returns;
        this.book = book;
        this.placing = placing;
        this.follow = follow;
        this.settlement = settlement;
        this.booking = booking;
        this.goods = goods;
        this.channels = channels;
        this.clock = clock;
    }

    /** One round; what goes to channels runs on after it returns. */
    void run() {
        Instant now = clock.instant();
        boolean more = fillLanes(now);
        orders.dueToSettle(now, SETTLE_BATCH).forEach(id -> guarded(id, () -> settlement.settle(id)));
        returns.due(now, SETTLE_BATCH).forEach(id -> guarded(id, () -> giveBack(id)));
        for (int filled = 1; more && filled < MOST_FILLINGS; filled++) {
            LockSupport.parkNanos(FILL_EVERY.toNanos());
            more = fillLanes(clock.instant());
        }
    }

    /** Whether a channel took all there was room for: a backlog is worked off without waiting for the next round. */
    private boolean fillLanes(Instant now) {
        boolean more = false;
        for (String channel : orders.channels()) {
            int free = channels.free(channel);
            List<Long> due = free == 0 ? List.of() : orders.dueAtChannel(channel, now, free);
            boolean taken = due.stream().allMatch(id -> channels.offer(channel, () -> act(id)));
            more |= taken && free > 0 && due.size() == free;
        }
        return more;
    }

    /** Whatever the order's state asks for. */
    void act(long id) {
        Redemption order = orders.find(id).orElseThrow();
        if (order.state() == RedemptionState.ACCEPTED) {
            placing.place(id);
        } else if (order.state() == RedemptionState.ORDERING) {
            book.lapse(id);
            follow.look(id);
        } else {
            follow.look(id);
        }
    }

    void giveBack(long returnId) {
        PointsReturn one = returns.find(returnId).orElseThrow();
        if (one.state() == PointsReturn.State.AT_CHANNEL) {
            String channel = orders.find(one.redemptionId()).orElseThrow().channel();
            channels.offer(channel, () -> goods.askChannel(returnId));
        } else {
            booking.book(returnId);
        }
    }

    private static void guarded(long id, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            // One that cannot be settled must not be the first in line for all others.
            log.error("{} cannot be settled now: {}", id, e.toString());
        }
    }
}
