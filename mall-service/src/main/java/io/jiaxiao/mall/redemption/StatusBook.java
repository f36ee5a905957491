package io.jiaxiao.mall.redemption;

import static io.jiaxiao.mall.redemption.domain.RedemptionState.ACCEPTED;
import static io.jiaxiao.mall.redemption.domain.RedemptionState.FULFILLED;
import static io.jiaxiao.mall.redemption.domain.RedemptionState.PLACED;
import static io.jiaxiao.mall.redemption.domain.RedemptionState.REFUNDED;
import static io.jiaxiao.mall.redemption.domain.RedemptionState.SHIPPED;
import static io.jiaxiao.mall.redemption.domain.RedemptionState.UNKNOWN;

import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.redemption.domain.Progress;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.mall.redemption.domain.Step;
import io.jiaxiao.mall.redemption.store.CardStore;
import io.jiaxiao.mall.redemption.store.ParcelStore;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import io.jiaxiao.mall.redemption.store.SupplyStore;
import io.jiaxiao.mall.supply.SupplyStatus;
import io.jiaxiao.mall.supply.SupplyStatus.Parcel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a channel's word about an order makes of it. Answers may come twice, late and out of order. */
@Service
class StatusBook {

    private final RedemptionStore orders;
    private final SupplyStore numbers;
    private final ParcelStore parcels;
    private final CardStore cards;
    private final Endings endings;
    private final AskAgain again;
    private final Reversals reversals;
    private final OrderAlarms alarms;
    private final RedemptionProperties properties;
    private final Clock clock;

    StatusBook(
            RedemptionStore orders,
            SupplyStore numbers,
            ParcelStore parcels,
            CardStore cards,
            Endings endings,
            AskAgain again,
            Reversals reversals,
            OrderAlarms alarms,
            RedemptionProperties properties,
            Clock clock) {
        this.orders = orders;
        this.numbers = numbers;
        this.parcels = parcels;
        this.cards = cards;
        this.endings = endings;
        this.again = again;
        this.reversals = reversals;
        this.alarms = alarms;
        this.properties = properties;
        this.clock = clock;
    }

    /** Sets the next question before this one is asked, so that two askers do not ask at once; false for nothing to ask. */
    public boolean claimLook(Redemption order) {
        Progress now = order.progress();
        boolean ended = order.state() == FULFILLED || order.state() == REFUNDED;
        if (!order.state().isAtChannel() && !(ended && now.dueAt() != null)) {
            return false;
        }
        return orders.touch(order, now.looked(now().plus(again.whileAsking(order))));
    }

    /** @param asked the order as it was when the channel was asked */
    @Transactional
    public void learned(Redemption asked, SupplyStatus status) {
        Redemption order = orders.lock(asked.id()).orElseThrow();
        if (!order.supplyNumber().equals(asked.supplyNumber())) {
            return;
        }
        Instant now = now();
        if (order.state() == FULFILLED || order.state() == REFUNDED) {
            afterTheEnd(asked, order, status, now);
            return;
        }
        if (!order.state().isAtChannel()) {
            return;
        }
        switch (status) {
            case SupplyStatus.Processing processing -> underWay(asked, order, processing, now);
            case SupplyStatus.Fulfilled fulfilled -> fulfilled(asked, order, fulfilled, now);
            case SupplyStatus.Failed failed ->
                endings.notSupplied(
                        order, properties.onRefused(), byChannel(order, "FAILED", failed.code(), failed.reason()), now);
            case SupplyStatus.Reversed reversed ->
                endings.notSupplied(
                        order,
                        RedemptionProperties.WhenRefused.REFUND,
                        byChannel(order, "REVERSED", reversed.code(), reversed.reason()),
                        now);
            case SupplyStatus.NotFound ignored -> {
                // Said of an earlier call: what the last one did is not known by it.
                if (order.progress().tries() == asked.progress().tries()) {
                    notFound(asked, order, now);
                }
            }
            case SupplyStatus.Unknown ignored -> noNews(asked, order, again.afterSilence(asked), now);
        }
    }

    private void underWay(Redemption asked, Redemption order, SupplyStatus.Processing processing, Instant now) {
        numbers.placed(order.supplyNumber(), processing.partnerNumber(), -1, now);
        parcels.save(order.id(), processing.parcels(), now);
        List<Parcel> all = parcels.of(order.id());
        if (order.kind() == Offer.Kind.GOODS && isSentBack(all)) {
            // The partner takes the goods back and pays us (INFERRED: a refused delivery refunds into the balance).
            endings.notSupplied(
                    order,
                    RedemptionProperties.WhenRefused.REFUND,
                    byChannel(order, "NOT_TAKEN", "REFUSED_BY_RECEIVER", ""),
                    now);
            return;
        }
        Progress before = order.progress();
        Progress after = before;
        boolean shipped = all.stream().anyMatch(StatusBook::hasLeft);
        Instant next = isToldMeanwhile(asked, order) ? before.dueAt() : now.plus(again.afterNews(order.kind()));
        if (shipped && order.state().canBecome(SHIPPED)) {
            after = before.become(SHIPPED, "", now, next);
        } else if (order.state() == UNKNOWN) {
            after = before.become(PLACED, "", now, next);
        }
        if (after.state() == before.state()) {
            noNews(asked, order, again.afterAnswer(asked), now);
        } else {
            orders.save(order, after.needs(null), byChannel(order, after.state().name(), "", ""), now);
        }
    }

    /** Every parcel was turned away or cancelled; some turned away and some kept ends as supplied in part. */
    private static boolean isSentBack(List<Parcel> all) {
        return !all.isEmpty() && all.stream().allMatch(parcel -> parcel.state().isTurnedAway());
    }

    private static boolean hasLeft(Parcel parcel) {
        return parcel.state() == Parcel.State.SHIPPED || parcel.state() == Parcel.State.DELIVERED;
    }

    private void fulfilled(Redemption asked, Redemption order, SupplyStatus.Fulfilled fulfilled, Instant now) {
        numbers.placed(order.supplyNumber(), fulfilled.partnerNumber(), fulfilled.costFen(), now);
        parcels.save(order.id(), fulfilled.parcels(), now);
        if (order.kind() == Offer.Kind.CARD && !hasItsCard(order, fulfilled, now)) {
            if (OrderAlarms.CARD.equals(order.progress().attention())) {
                noNews(asked, order, again.afterAnswer(asked), now);
            } else {
                alarms.raise(OrderAlarms.CARD, order.id(), "渠道返回的卡密缺失、重复或数量不符，请人工核对", now);
                orders.save(
                        order,
                        order.progress().needs(OrderAlarms.CARD),
                        byChannel(
                                order,
                                "CARD_NOT_RIGHT",
                                Integer.toString(fulfilled.cards().size()),
                                ""),
                        now);
            }
            return;
        }
        endings.supplied(order, byChannel(order, "SUPPLIED", "", ""), now);
    }

    private boolean hasItsCard(Redemption order, SupplyStatus.Fulfilled fulfilled, Instant now) {
        return fulfilled.cards().size() == 1
                && cards.store(order.id(), order.channel(), fulfilled.cards().getFirst(), now)
                        == CardStore.Stored.OWNED;
    }

    private void notFound(Redemption asked, Redemption order, Instant now) {
        if (order.state() == UNKNOWN) {
            // The channel says so only after its safe time: it was not ordered. The same number goes out again.
            orders.save(
                    order,
                    order.progress().become(ACCEPTED, "NOT_ORDERED", now, now),
                    byChannel(order, "NOT_ORDERED", "", ""),
                    now);
            return;
        }
        if (OrderAlarms.CONTRADICTION.equals(order.progress().attention())) {
            noNews(asked, order, again.afterAnswer(asked), now);
        } else {
            // It was accepted, and now there is no such order: asked on and on, but never refunded on that word.
            alarms.raise(OrderAlarms.CONTRADICTION, order.id(), "渠道已受理的订单查询不到，请人工核对", now);
            orders.save(
                    order,
                    order.progress().needs(OrderAlarms.CONTRADICTION),
                    byChannel(order, "LOST_BY_CHANNEL", "", ""),
                    now);
        }
    }

    private void afterTheEnd(Redemption asked, Redemption order, SupplyStatus status, Instant now) {
        if (order.progress().dueAt() == null) {
            return;
        }
        if (order.state() == FULFILLED && status instanceof SupplyStatus.Reversed reversed) {
            reversals.open(order, reversed.code(), false, now);
        } else if (order.state() == FULFILLED && status instanceof SupplyStatus.Failed failed) {
            // A success that was a failure all along: never given back unseen.
            reversals.open(order, failed.code(), true, now);
        } else if (order.state() == REFUNDED && status instanceof SupplyStatus.Fulfilled) {
            alarms.raise(OrderAlarms.CONTRADICTION, order.id(), "已退还积分的订单渠道显示成功，请人工核对", now);
            orders.save(
                    order,
                    order.progress().needs(OrderAlarms.CONTRADICTION).due(null),
                    byChannel(order, "SUPPLIED_AFTER_REFUND", "", ""),
                    now);
        } else if (status instanceof SupplyStatus.Unknown) {
            putOff(order, askedAfter(again.afterSilence(asked), asked, order, now));
        } else {
            orders.touch(order, order.progress().due(null));
        }
    }

    /** Asked again later, and handed to people once that has gone on for too long. */
    private void noNews(Redemption asked, Redemption order, Duration pause, Instant now) {
        Progress next = askedAfter(pause, asked, order, now);
        if (next.attention() == null && !next.stateAt().plus(deadline(order)).isAfter(now)) {
            alarms.raise(OrderAlarms.OVERDUE, order.id(), "订单超过时限仍无结果，请联系渠道核实", now);
            orders.save(order, next.needs(OrderAlarms.OVERDUE), Step.bySystem("HANDED_OVER", "OVERDUE"), now);
        } else {
            putOff(order, next);
        }
    }

    private void putOff(Redemption order, Progress next) {
        if (next != order.progress()) {
            orders.touch(order, next);
        }
    }

    /** The question has made the order due as if it were never answered; a notice since then, at once. */
    private Progress askedAfter(Duration pause, Redemption asked, Redemption order, Instant now) {
        boolean isLonger = pause.compareTo(again.whileAsking(asked)) > 0;
        return isLonger && !isToldMeanwhile(asked, order) ? order.progress().due(now.plus(pause)) : order.progress();
    }

    /** The question is one change; another since then knows better when the order is due. */
    private static boolean isToldMeanwhile(Redemption asked, Redemption order) {
        return order.progress().version() != asked.progress().version() + 1;
    }

    private Duration deadline(Redemption order) {
        RedemptionState state = order.state();
        if (state == UNKNOWN) {
            return properties.unknownWithin();
        }
        if (state == SHIPPED) {
            return properties.shippedWithin();
        }
        return order.kind() == Offer.Kind.GOODS ? properties.goodsWithin() : properties.quickWithin();
    }

    private static Step byChannel(Redemption order, String what, String code, @Nullable String note) {
        return Step.byChannel(what, order.channel(), code, note == null ? "" : note);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
