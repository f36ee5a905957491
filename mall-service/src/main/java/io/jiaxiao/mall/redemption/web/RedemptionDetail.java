package io.jiaxiao.mall.redemption.web;

import io.jiaxiao.kernel.Masking;
import io.jiaxiao.mall.redemption.RedemptionReads;
import io.jiaxiao.mall.redemption.domain.PointsReturn;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.mall.redemption.store.CardStore;
import io.jiaxiao.mall.redemption.store.SearchStore;
import io.jiaxiao.mall.supply.Delivery;
import io.jiaxiao.mall.supply.SupplyStatus.Parcel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order for its owner.
 *
 * @param account  the number topped up, masked
 * @param timeline what changed, without what is for operators only
 */
record RedemptionDetail(
        RedemptionLine order,
        @Nullable DeliveryView delivery,
        @Nullable String account,
        @Nullable CardView card,
        List<ParcelView> parcels,
        List<ReturnView> returns,
        List<Moment> timeline) {

    /** One's own address in clear, the number masked. */
    record DeliveryView(String receiver, String mobile, String divisionCode, String street) {}

    /** @param revealed whether the secret was shown before */
    record CardView(String number, @Nullable LocalDate validUntil, boolean revealed) {}

    record ParcelView(
            String number,
            Parcel.State state,
            @Nullable String carrier,
            @Nullable String waybill,
            List<TrackView> tracks) {

        static ParcelView of(Parcel parcel) {
            return new ParcelView(
                    parcel.number(),
                    parcel.state(),
                    parcel.carrier(),
                    parcel.waybill(),
                    parcel.tracks().stream()
                            .map(track -> new TrackView(track.at(), track.text()))
                            .toList());
        }
    }

    record TrackView(Instant at, String text) {}

    record ReturnView(
            String id, PointsReturn.Kind kind, PointsReturn.State state, int quantity, long points, Instant createdAt) {

        static ReturnView of(PointsReturn one) {
            return new ReturnView(
                    Long.toString(one.id()), one.kind(), one.state(), one.quantity(), one.points(), one.createdAt());
        }
    }

    /** @param status in words for people */
    record Moment(Instant at, RedemptionState state, String status) {}

    static RedemptionDetail of(RedemptionReads.Story story) {
        var account = story.account();
        return new RedemptionDetail(
                RedemptionLine.of(story.order()),
                delivery(story.delivery()),
                account == null ? null : account.masked(),
                card(story.card()),
                story.parcels().stream().map(ParcelView::of).toList(),
                story.returns().stream().map(ReturnView::of).toList(),
                timeline(story));
    }

    private static @Nullable DeliveryView delivery(@Nullable Delivery to) {
        return to == null
                ? null
                : new DeliveryView(to.receiver().clear(), to.mobile().masked(), to.divisionCode(), to.street());
    }

    static @Nullable CardView card(CardStore.@Nullable Card card) {
        return card == null
                ? null
                : new CardView(
                        Masking.idNumber(card.secret().number()),
                        card.secret().validUntil(),
                        card.revealedAt() != null);
    }

    /** One line whenever the words for people change. */
    private static List<Moment> timeline(RedemptionReads.Story story) {
        List<Moment> moments = new ArrayList<>();
        for (SearchStore.StepLine step : story.steps()) {
            String status = step.to() == story.order().state()
                    ? StatusText.of(story.order())
                    : StatusText.of(step.to(), story.order().kind());
            if (moments.isEmpty() || !moments.getLast().status().equals(status)) {
                moments.add(new Moment(step.at(), step.to(), status));
            }
        }
        return moments;
    }
}
