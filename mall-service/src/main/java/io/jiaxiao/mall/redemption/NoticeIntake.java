package io.jiaxiao.mall.redemption;

import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.mall.redemption.domain.Step;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import io.jiaxiao.mall.redemption.store.SupplyStore;
import io.jiaxiao.mall.supply.SupplyNotice;
import io.jiaxiao.mall.supply.SupplyNotices;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A notice only makes us ask: what it claims is never believed by itself, so a copy, a late one or a lie costs one question.
 * It is stored before the channel may acknowledge it.
 */
@Service
class NoticeIntake implements SupplyNotices {

    private final RedemptionStore orders;
    private final SupplyStore numbers;
    private final Channels channels;
    private final FollowOrder follow;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final MeterRegistry meters;

    NoticeIntake(
            RedemptionStore orders,
            SupplyStore numbers,
            Channels channels,
            FollowOrder follow,
            TransactionTemplate transaction,
            Clock clock,
            MeterRegistry meters) {
        this.orders = orders;
        this.numbers = numbers;
        this.channels = channels;
        this.follow = follow;
        this.transaction = transaction;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public void take(SupplyNotice notice) {
        Optional<String> number = number(notice);
        meters.counter(
                        "jiaxiao.supply.notices",
                        "channel",
                        notice.channel(),
                        "kind",
                        number.isPresent() ? notice.kind().name() : "STRANGER")
                .increment();
        if (number.isEmpty()) {
            return;
        }
        Long asked = transaction.execute(status -> store(notice, number.get()));
        if (asked != null && asked != 0) {
            channels.offer(notice.channel(), () -> follow.look(asked));
        }
    }

    /** What a notice costs, and the question it causes, has to wait in a {@link Rush} as everything else of a channel. */
    @Override
    public boolean hasTimeFor(String channel) {
        return channels.haveTimeFor(channel);
    }

    /** Empty for a number this channel was never given. */
    private Optional<String> number(SupplyNotice notice) {
        if (!notice.number().isEmpty()) {
            return Optional.of(notice.number()).filter(number -> numbers.knows(notice.channel(), number));
        }
        return notice.partnerNumber().isEmpty()
                ? Optional.empty()
                : numbers.numberOf(notice.channel(), notice.partnerNumber());
    }

    /** @return the order to ask about now, 0 for none */
    private long store(SupplyNotice notice, String number) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Redemption order = orders.lock(numbers.orderOf(number).orElseThrow()).orElseThrow();
        boolean news = numbers.told(notice, number, now);
        if (!number.equals(order.supplyNumber()) || !isWorthAsking(order, notice.kind())) {
            return 0;
        }
        orders.touch(order, order.progress().due(now));
        if (news) {
            Step step = Step.byChannel("TOLD_" + notice.kind().name(), notice.channel(), notice.code(), "");
            orders.note(order.id(), order.state(), order.state(), step, now);
        }
        return order.id();
    }

    private static boolean isWorthAsking(Redemption order, SupplyNotice.Kind kind) {
        RedemptionState state = order.state();
        return state.isAtChannel()
                || state == RedemptionState.FULFILLED
                        && kind != SupplyNotice.Kind.CHANGED
                        && kind != SupplyNotice.Kind.FULFILLED
                || state == RedemptionState.REFUNDED && kind == SupplyNotice.Kind.FULFILLED;
    }
}
