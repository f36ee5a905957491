package io.jiaxiao.mall.redemption;

import static io.jiaxiao.mall.redemption.domain.RedemptionState.ACCEPTED;
import static io.jiaxiao.mall.redemption.domain.RedemptionState.ORDERING;
import static io.jiaxiao.mall.redemption.domain.RedemptionState.PLACED;
import static io.jiaxiao.mall.redemption.domain.RedemptionState.REFUNDING;
import static io.jiaxiao.mall.redemption.domain.RedemptionState.REVIEW;
import static io.jiaxiao.mall.redemption.domain.RedemptionState.SHIPPED;
import static io.jiaxiao.mall.redemption.domain.RedemptionState.UNKNOWN;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.Step;
import io.jiaxiao.mall.redemption.store.CardStore;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import io.jiaxiao.mall.redemption.store.SupplyStore;
import io.jiaxiao.mall.supply.Cancellation;
import io.jiaxiao.mall.supply.CardSecret;
import io.jiaxiao.mall.supply.SupplyChannel;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What a person can do with an own order: cancel it, say that it arrived, see its card. Each may be repeated. */
@Service
public class OwnOrder {

    private final RedemptionStore orders;
    private final SupplyStore numbers;
    private final CardStore cards;
    private final Channels channels;
    private final Endings endings;
    private final SettleOrder settlement;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OwnOrder(
            RedemptionStore orders,
            SupplyStore numbers,
            CardStore cards,
            Channels channels,
            Endings endings,
            SettleOrder settlement,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.orders = orders;
        this.numbers = numbers;
        this.cards = cards;
        this.channels = channels;
        this.endings = endings;
        this.settlement = settlement;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Before any channel has it, at once; once a channel has goods that are not shipped, if the channel agrees.
     *
     * @throws io.jiaxiao.kernel.RefusedException 404; 409 while it is being ordered, or when it is too late
     */
    public void cancel(long personId, long orderId) {
        Redemption order = own(personId, orderId);
        if (order.progress().reason().equals("CANCELLED")) {
            settlement.settle(orderId);
            return;
        }
        if (order.state() == REVIEW || order.state() == ACCEPTED) {
            cancelHere(order);
        } else if (order.state() == PLACED && order.kind() == Offer.Kind.GOODS) {
            cancelAtChannel(order);
        } else if (order.state() == ORDERING || order.state() == UNKNOWN) {
            throw RedemptionRefusals.BEING_ORDERED.asException();
        } else {
            throw RedemptionRefusals.TOO_LATE_TO_CANCEL.asException();
        }
        settlement.settle(orderId);
    }

    private void cancelHere(Redemption order) {
        Instant now = now();
        transaction.executeWithoutResult(status -> {
            numbers.refused(order.supplyNumber(), now);
            if (!orders.save(
                    order,
                    order.progress().become(REFUNDING, "CANCELLED", now, now),
                    Step.byPerson("CANCELLED", order.personId()),
                    now)) {
                throw RedemptionRefusals.CHANGED.asException();
            }
        });
    }

    private void cancelAtChannel(Redemption order) {
        transaction.executeWithoutResult(status ->
                orders.note(order.id(), PLACED, PLACED, Step.byPerson("CANCEL_ASKED", order.personId()), now()));
        SupplyChannel channel =
                channels.find(order.channel()).orElseThrow(RedemptionRefusals.TOO_LATE_TO_CANCEL::asException);
        Cancellation answer = channel.cancel(numbers.supplyOrder(order));
        transaction.executeWithoutResult(status -> {
            Redemption locked = orders.lock(order.id()).orElseThrow();
            Instant now = now();
            boolean same = locked.supplyNumber().equals(order.supplyNumber())
                    && locked.state().isAtChannel();
            if (answer instanceof Cancellation.Cancelled && same) {
                numbers.refused(order.supplyNumber(), now);
                orders.save(
                        locked,
                        locked.progress().become(REFUNDING, "CANCELLED", now, now),
                        Step.byChannel("CANCELLED", locked.channel(), "", ""),
                        now);
            } else if (answer instanceof Cancellation.Unknown unknown && same) {
                // The next question tells: an order that was cancelled has failed.
                orders.save(
                        locked,
                        locked.progress().due(now),
                        Step.byChannel("CANCEL_UNKNOWN", locked.channel(), unknown.code(), ""),
                        now);
            }
        });
        if (answer instanceof Cancellation.Refused) {
            throw RedemptionRefusals.TOO_LATE_TO_CANCEL.asException();
        }
    }

    /**
     * The person says that the goods are there.
     *
     * @throws io.jiaxiao.kernel.RefusedException 404; 409 when nothing is on its way
     */
    public void confirmReceipt(long personId, long orderId) {
        transaction.executeWithoutResult(status -> {
            Redemption order = orders.lock(orderId)
                    .filter(one -> one.personId() == personId)
                    .orElseThrow(RedemptionRefusals.UNKNOWN::asException);
            if (order.progress().fulfilledAt() != null || order.state().isSettling()) {
                return;
            }
            if (order.state() != SHIPPED) {
                throw Refusal.conflict("NOT_SHIPPED", "商品还没有发货，暂不能确认收货").asException();
            }
            endings.supplied(order, Step.byPerson("RECEIVED", personId), now());
        });
        settlement.settle(orderId);
    }

    /**
     * Shows the card once; a second time only for a reason. Each time is written down.
     *
     * @param reason null the first time
     * @throws io.jiaxiao.kernel.RefusedException 404 no such order or no card yet; 409 shown before, and no reason given
     */
    public CardSecret revealCard(Caller caller, long personId, long orderId, @Nullable String reason) {
        own(personId, orderId);
        CardSecret secret = transaction.execute(status -> {
            Redemption order = orders.lock(orderId).orElseThrow();
            CardStore.Card card = cards.find(orderId)
                    .filter(one -> order.kind() == Offer.Kind.CARD)
                    .orElseThrow(() ->
                            Refusal.notFound("CARD_NOT_READY", "卡密尚未到账，请稍后再看").asException());
            Instant now = now();
            boolean first = cards.firstReveal(orderId, now);
            if (!first && (reason == null || reason.isBlank())) {
                throw Refusal.conflict("CARD_ALREADY_REVEALED", "卡密已查看过，如需再次查看请填写原因")
                        .asException();
            }
            if (!first) {
                cards.anotherReveal(orderId);
            }
            audit.record(
                    caller,
                    "REVEAL_CARD",
                    new AuditTrail.Subject("redemption", Long.toString(orderId)),
                    null,
                    null,
                    reason);
            orders.note(orderId, order.state(), order.state(), Step.byPerson("CARD_REVEALED", personId), now);
            return card.secret();
        });
        return Optional.ofNullable(secret).orElseThrow();
    }

    private Redemption own(long personId, long orderId) {
        return orders.ofPerson(orderId, personId).orElseThrow(RedemptionRefusals.UNKNOWN::asException);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
