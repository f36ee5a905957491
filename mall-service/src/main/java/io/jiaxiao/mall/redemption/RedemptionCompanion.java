package io.jiaxiao.mall.redemption;

import io.jiaxiao.contracts.mall.RedemptionAccepted;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.campaign.FlashStock;
import io.jiaxiao.mall.catalogue.OfferStock;
import io.jiaxiao.mall.catalogue.OfferStock.Claim;
import io.jiaxiao.mall.points.HoldCompanion;
import io.jiaxiao.mall.redemption.domain.NewRedemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.mall.redemption.domain.RiskVerdict;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import io.jiaxiao.mall.redemption.store.RedemptionStore.Spent;
import io.jiaxiao.mall.redemption.store.RequestStore;
import io.jiaxiao.mall.redemption.store.RequestStore.RequestKey;
import io.jiaxiao.starter.outbox.Outbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What commits with a hold: quota and stock, the order, its timeline and its event, for a whole batch in a few statements. */
@Component
class RedemptionCompanion implements HoldCompanion<NewRedemption> {

    /** Never shown: whoever gets it reads the order that has the key. */
    static final Refusal KEY_TAKEN = Refusal.conflict("REDEMPTION_KEY_TAKEN", "相同的请求已经处理");

    private final OfferStock stock;
    private final FlashStock flash;
    private final RedemptionStore orders;
    private final RequestStore requests;
    private final OwnLimits limits;
    private final Outbox outbox;

    RedemptionCompanion(
            OfferStock stock,
            FlashStock flash,
            RedemptionStore orders,
            RequestStore requests,
            OwnLimits limits,
            Outbox outbox) {
        this.stock = stock;
        this.flash = flash;
        this.orders = orders;
        this.requests = requests;
        this.limits = limits;
        this.outbox = outbox;
    }

    @Override
    public Class<NewRedemption> payload() {
        return NewRedemption.class;
    }

    @Override
    public Batch<NewRedemption> open(List<NewRedemption> payloads) {
        OfferStock.Claims claims = stock.open(payloads.stream()
                .filter(order -> order.flash() == null)
                .map(RedemptionCompanion::claim)
                .toList());
        FlashStock.Claims flashClaims = flash.open(payloads.stream()
                .map(NewRedemption::flash)
                .filter(Objects::nonNull)
                .toList());
        // The persons' accounts are locked, so no other batch can be writing one of these keys.
        Set<RequestKey> taken = new HashSet<>(requests.taken(
                payloads.stream().map(RedemptionCompanion::request).toList()));
        return new OrderBatch(claims, flashClaims, taken, orders.spentSince(unjudged(payloads)));
    }

    /** Who wants what risk has not looked at, and when that person's day began. */
    private static Map<Long, Instant> unjudged(List<NewRedemption> payloads) {
        Map<Long, Instant> days = new HashMap<>();
        for (NewRedemption order : payloads) {
            if (order.verdict() == RiskVerdict.DEGRADED) {
                Instant day = OwnLimits.dayOf(order.acceptedAt());
                days.merge(order.personId(), day, (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        return days;
    }

    private static Claim claim(NewRedemption order) {
        return new Claim(order.personId(), order.skuId(), order.quantity());
    }

    private static RequestKey request(NewRedemption order) {
        return new RequestKey(order.personId(), order.requestKey());
    }

    private final class OrderBatch implements Batch<NewRedemption> {

        private final OfferStock.Claims claims;
        private final FlashStock.Claims flashClaims;
        private final Set<RequestKey> taken;
        private final Map<Long, Spent> spent;
        private final List<NewRedemption> admitted = new ArrayList<>();

        OrderBatch(
                OfferStock.Claims claims,
                FlashStock.Claims flashClaims,
                Set<RequestKey> taken,
                Map<Long, Spent> spent) {
            this.claims = claims;
            this.flashClaims = flashClaims;
            this.taken = taken;
            this.spent = new HashMap<>(spent);
        }

        @Override
        public Optional<Refusal> admit(NewRedemption order, long holdId) {
            if (holdId != order.id()) {
                throw new IllegalArgumentException("an order is its own hold's number");
            }
            if (taken.contains(request(order))) {
                return Optional.of(KEY_TAKEN);
            }
            Spent today = spent.getOrDefault(order.personId(), Spent.NOTHING);
            if (order.verdict() == RiskVerdict.DEGRADED && !limits.allow(today, order.points())) {
                return Optional.of(RedemptionRefusals.DEGRADED);
            }
            FlashStock.Claim bought = order.flash();
            Optional<Refusal> no = bought == null ? claims.admit(claim(order)) : flashClaims.admit(bought);
            if (no.isEmpty()) {
                taken.add(request(order));
                spent.put(order.personId(), today.plus(order.points()));
                admitted.add(order);
            }
            return no;
        }

        @Override
        public void write() {
            claims.write();
            flashClaims.write();
            orders.insert(admitted);
            outbox.appendAll(admitted.stream()
                    .filter(order -> order.state() == RedemptionState.ACCEPTED)
                    .map(order -> new RedemptionAccepted(
                            Long.toString(order.id()),
                            Long.toString(order.personId()),
                            order.route().channel(),
                            order.points(),
                            order.acceptedAt()))
                    .toList());
        }
    }
}
