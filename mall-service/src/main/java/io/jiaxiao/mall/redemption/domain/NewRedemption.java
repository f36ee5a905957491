package io.jiaxiao.mall.redemption.domain;

import io.jiaxiao.mall.campaign.FlashStock;
import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.points.HoldCompanion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order that is written with its hold. Personal data is sealed already, so that whatever the ledger does with a command
 * (hash it, keep it, print it) shows nothing.
 *
 * @param requestHash keyed hash of what was asked
 * @param destination null for a card
 * @param flash       what it claims from a flash sale instead of the SKU's own stock; null for none
 */
public record NewRedemption(
        long id,
        long personId,
        String requestKey,
        String requestHash,
        long skuId,
        Offer.Kind kind,
        String name,
        int quantity,
        long points,
        long faceFen,
        RiskVerdict verdict,
        Instant acceptedAt,
        @Nullable Instant dueAt,
        Progress.Route route,
        @Nullable SealedDestination destination,
        FlashStock.@Nullable Claim flash)
        implements HoldCompanion.Payload {

    public RedemptionState state() {
        return verdict == RiskVerdict.REVIEW ? RedemptionState.REVIEW : RedemptionState.ACCEPTED;
    }

    /** Let through without risk: an operator looks at it afterwards. */
    public boolean reviewDue() {
        return verdict == RiskVerdict.DEGRADED;
    }

    /** The order as it stands once this is written. */
    public Redemption written() {
        return new Redemption(
                id,
                personId,
                skuId,
                kind,
                name,
                quantity,
                points,
                faceFen,
                verdict,
                acceptedAt,
                Progress.first(state(), route, reviewDue(), acceptedAt, dueAt));
    }

    /** @param receiver division and street are null for a recharge, as is the receiver */
    public record SealedDestination(
            @Nullable String receiver,
            String mobile,
            String mobileIndex,
            @Nullable String divisionCode,
            @Nullable String street) {}
}
