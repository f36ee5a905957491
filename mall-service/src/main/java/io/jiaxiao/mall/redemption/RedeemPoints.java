package io.jiaxiao.mall.redemption;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.Points;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.mall.address.Address;
import io.jiaxiao.mall.address.AddressBook;
import io.jiaxiao.mall.campaign.FlashSales;
import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.catalogue.OfferStock;
import io.jiaxiao.mall.catalogue.Offers;
import io.jiaxiao.mall.points.HoldPoints;
import io.jiaxiao.mall.points.HoldResult;
import io.jiaxiao.mall.points.LedgerRefusal;
import io.jiaxiao.mall.points.PointsLedger;
import io.jiaxiao.mall.redemption.domain.NewRedemption;
import io.jiaxiao.mall.redemption.domain.NewRedemption.SealedDestination;
import io.jiaxiao.mall.redemption.domain.NumberSegments;
import io.jiaxiao.mall.redemption.domain.Progress;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RiskVerdict;
import io.jiaxiao.mall.redemption.store.RequestStore;
import io.jiaxiao.mall.redemption.store.RequestStore.RequestKey;
import io.jiaxiao.mall.redemption.store.Seals;
import io.jiaxiao.mall.supply.Delivery;
import io.jiaxiao.starter.ids.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Redeems points for an offer: checks, risk, then hold, stock, order and event in one transaction or not at all. After the
 * answer the order will be supplied or the points come back.
 */
@Service
public class RedeemPoints {

    private final RequestStore requests;
    private final Offers offers;
    private final FlashSales flashSales;
    private final AddressBook addresses;
    private final RiskGate risk;
    private final PointsLedger ledger;
    private final Seals seals;
    private final RedemptionProperties properties;
    private final Rush rush;
    private final Ids ids;
    private final Clock clock;
    private final MeterRegistry meters;

    RedeemPoints(
            RequestStore requests,
            Offers offers,
            FlashSales flashSales,
            AddressBook addresses,
            RiskGate risk,
            PointsLedger ledger,
            Seals seals,
            RedemptionProperties properties,
            Rush rush,
            Ids ids,
            Clock clock,
            MeterRegistry meters) {
        this.requests = requests;
        this.offers = offers;
        this.flashSales = flashSales;
        this.addresses = addresses;
        this.risk = risk;
        this.ledger = ledger;
        this.seals = seals;
        this.properties = properties;
        this.rush = rush;
        this.ids = ids;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * What somebody wants.
     *
     * @param key       the caller's idempotency key, at most 64 characters
     * @param quantity  at least 1
     * @param addressId one of the person's own; null for what is not shipped
     * @param mobile    number to top up; null for what is no recharge
     * @param admission to a flash sale, as it was given to the buyer; null for none
     * @param device    id of the app or browser; null when unknown
     * @param ip        as the gateway saw it; null when unknown
     */
    public record Wish(
            long personId,
            String key,
            long skuId,
            int quantity,
            @Nullable Long addressId,
            @Nullable Mobile mobile,
            @Nullable String admission,
            @Nullable String device,
            @Nullable String ip) {}

    /**
     * @return the order; for a key used before with the same wish, the order it made then
     * @throws io.jiaxiao.kernel.RefusedException with a Chinese reason: 400 or 404 for a wish that makes no sense, 409 sold
     *     out, not on sale, limit reached or not enough points, 422 key reused or rejected by risk, 429 limited
     */
    public Redemption redeem(Wish wish) {
        String hash = seals.hashOf(wish.skuId() + "|" + wish.quantity() + "|" + wish.addressId() + "|"
                + (wish.mobile() == null ? "" : wish.mobile().digits()) + "|" + wish.admission());
        var request = new RequestKey(wish.personId(), wish.key());
        Optional<Redemption> replay = replay(request, hash);
        if (replay.isPresent()) {
            return replay.get();
        }
        Offer offer = offers.offer(wish.skuId()).orElseThrow(RedemptionRefusals.NO_SUCH_OFFER::asException);
        if (!offer.onSale()) {
            throw OfferStock.NOT_ON_SALE.asException();
        }
        FlashSales.Reading.Valid flash = admitted(wish);
        SealedDestination destination = destination(wish, offer);
        try {
            NewRedemption order = order(wish, hash, offer, flash, destination);
            hold(order);
            meters.counter("jiaxiao.redemptions.accepted", "channel", offer.channel())
                    .increment();
            return order.written();
        } catch (RefusedException no) {
            // A copy at the same moment may have had the last points, the last unit or risk's last yes for this wish.
            return replay(request, hash).orElseThrow(() -> no);
        }
    }

    private Optional<Redemption> replay(RequestKey request, String hash) {
        return requests.replay(request).map(replay -> {
            if (!replay.requestHash().equals(hash)) {
                throw RedemptionRefusals.KEY_REUSED.asException();
            }
            return replay.order();
        });
    }

    /** Null for what is no flash sale. */
    private FlashSales.Reading.@Nullable Valid admitted(Wish wish) {
        String admission = wish.admission();
        if (admission == null) {
            return null;
        }
        return switch (flashSales.read(admission, wish.personId())) {
            case FlashSales.Reading.Refused refused -> throw refused.refusal().asException();
            case FlashSales.Reading.Valid valid -> {
                if (valid.offer().skuId() != wish.skuId() || valid.claim().quantity() != wish.quantity()) {
                    throw FlashSales.ADMISSION_WRONG.asException();
                }
                yield valid;
            }
        };
    }

    private @Nullable SealedDestination destination(Wish wish, Offer offer) {
        if (offer.kind() != Offer.Kind.GOODS && wish.quantity() != 1) {
            throw RedemptionRefusals.ONE_AT_A_TIME.asException();
        }
        return switch (offer.kind()) {
            case GOODS -> {
                if (wish.mobile() != null) {
                    throw RedemptionRefusals.NOT_EXPECTED.asException();
                }
                Long addressId = wish.addressId();
                if (addressId == null) {
                    throw RedemptionRefusals.ADDRESS_NEEDED.asException();
                }
                Address to = addresses
                        .find(wish.personId(), addressId)
                        .orElseThrow(RedemptionRefusals.ADDRESS_UNKNOWN::asException);
                yield seals.of(new Delivery(to.receiver(), to.mobile(), to.divisionCode(), to.street()));
            }
            case RECHARGE -> {
                Mobile mobile = wish.mobile();
                if (mobile == null) {
                    throw RedemptionRefusals.MOBILE_NEEDED.asException();
                }
                if (wish.addressId() != null) {
                    throw RedemptionRefusals.NOT_EXPECTED.asException();
                }
                if (!NumberSegments.canBeRecharged(mobile)) {
                    throw RedemptionRefusals.SEGMENT.asException();
                }
                yield seals.of(mobile);
            }
            case CARD -> {
                if (wish.mobile() != null || wish.addressId() != null) {
                    throw RedemptionRefusals.NOT_EXPECTED.asException();
                }
                yield null;
            }
        };
    }

    private NewRedemption order(
            Wish wish,
            String hash,
            Offer offer,
            FlashSales.Reading.@Nullable Valid flash,
            @Nullable SealedDestination destination) {
        long id = ids.next();
        Points price = flash == null ? offer.pointsPrice() : flash.offer().pointsPrice();
        long points = price.times(wish.quantity()).value();
        if (!ledger.mayAfford(wish.personId(), Points.of(points))) {
            // Risk counts what it is asked, so nobody is to ask in a stranger's number without points to redeem.
            throw RedemptionRefusals.NOT_ENOUGH.asException();
        }
        rush.comes();
        RiskVerdict verdict = risk.check(new RiskGate.Asked(
                id,
                wish.personId(),
                offer,
                wish.quantity(),
                points,
                destination == null ? null : destination.mobileIndex(),
                wish.device(),
                wish.ip()));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new NewRedemption(
                id,
                wish.personId(),
                wish.key(),
                hash,
                offer.skuId(),
                offer.kind(),
                offer.name(),
                wish.quantity(),
                points,
                offer.faceFen(),
                verdict,
                now,
                verdict == RiskVerdict.REVIEW ? null : now.plus(properties.eventGrace()),
                new Progress.Route(offer.channel(), offer.channelSku(), offer.costFen()),
                destination,
                flash == null ? null : flash.claim());
    }

    private void hold(NewRedemption order) {
        HoldResult result = ledger.hold(new HoldPoints(
                "redemption-" + order.id(),
                order.id(),
                order.personId(),
                Points.of(order.points()),
                "REDEMPTION",
                order));
        if (!(result instanceof HoldResult.Held)) {
            Refusal no = refusal(result);
            throw no.equals(RedemptionRefusals.DEGRADED) ? risk.limited() : no.asException();
        }
    }

    private static Refusal refusal(HoldResult result) {
        return switch (result) {
            case HoldResult.CompanionRefused refused -> refused.refusal();
            case HoldResult.Refused refused
            when refused.reason() == LedgerRefusal.NOT_ENOUGH_POINTS -> RedemptionRefusals.NOT_ENOUGH;
            case HoldResult.Refused refused
            when refused.reason() == LedgerRefusal.ACCOUNT_FROZEN -> RedemptionRefusals.FROZEN;
            default -> throw new IllegalStateException("the ledger refused a new hold: " + result);
        };
    }
}
