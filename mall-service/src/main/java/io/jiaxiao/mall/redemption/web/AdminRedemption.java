package io.jiaxiao.mall.redemption.web;

import io.jiaxiao.kernel.Masking;
import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.redemption.RedemptionReads;
import io.jiaxiao.mall.redemption.domain.PointsReturn;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.mall.redemption.domain.RiskVerdict;
import io.jiaxiao.mall.redemption.store.SearchStore;
import io.jiaxiao.mall.redemption.web.RedemptionDetail.CardView;
import io.jiaxiao.mall.redemption.web.RedemptionDetail.DeliveryView;
import io.jiaxiao.mall.redemption.web.RedemptionDetail.ParcelView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Orders as operators see them. */
final class AdminRedemption {

    private AdminRedemption() {}

    /** @param total of all pages */
    record Page(List<Line> items, int page, int size, long total) {}

    /**
     * @param reason    code of why it is in its state
     * @param attention why a person has to look at it; missing for no reason
     */
    record Line(
            String id,
            String personId,
            String skuId,
            Offer.Kind kind,
            String name,
            int quantity,
            long points,
            long returnedPoints,
            String channel,
            String supplyNumber,
            RedemptionState state,
            String status,
            String reason,
            @Nullable String attention,
            RiskVerdict verdict,
            boolean reviewDue,
            Instant acceptedAt,
            Instant stateAt) {

        static Line of(Redemption order) {
            return new Line(
                    Long.toString(order.id()),
                    Long.toString(order.personId()),
                    Long.toString(order.skuId()),
                    order.kind(),
                    order.name(),
                    order.quantity(),
                    order.points(),
                    order.progress().returnedPoints(),
                    order.channel(),
                    order.supplyNumber(),
                    order.state(),
                    StatusText.of(order),
                    order.progress().reason(),
                    order.progress().attention(),
                    order.verdict(),
                    order.progress().reviewDue(),
                    order.acceptedAt(),
                    order.progress().stateAt());
        }
    }

    /** @param words the person's own */
    record Return(
            String id,
            PointsReturn.Kind kind,
            PointsReturn.State state,
            int quantity,
            long points,
            String code,
            @Nullable String channelNumber,
            @Nullable String words,
            Instant createdAt) {}

    record Detail(
            Line order,
            @Nullable DeliveryView delivery,
            @Nullable String account,
            @Nullable CardView card,
            int tries,
            int looks,
            @Nullable Instant dueAt,
            List<SearchStore.NumberLine> numbers,
            List<SearchStore.NoticeLine> notices,
            List<ParcelView> parcels,
            List<Return> returns,
            List<SearchStore.StepLine> timeline) {

        static Detail of(
                RedemptionReads.Story story,
                List<SearchStore.NumberLine> numbers,
                List<SearchStore.NoticeLine> notices,
                LongFunction<Optional<String>> words) {
            var to = story.delivery();
            var account = story.account();
            return new Detail(
                    Line.of(story.order()),
                    to == null
                            ? null
                            : new DeliveryView(
                                    to.receiver().masked(),
                                    to.mobile().masked(),
                                    to.divisionCode(),
                                    Masking.address(to.street())),
                    account == null ? null : account.masked(),
                    RedemptionDetail.card(story.card()),
                    story.order().progress().tries(),
                    story.order().progress().looks(),
                    story.order().progress().dueAt(),
                    numbers,
                    notices,
                    story.parcels().stream().map(ParcelView::of).toList(),
                    story.returns().stream()
                            .map(one -> new Return(
                                    Long.toString(one.id()),
                                    one.kind(),
                                    one.state(),
                                    one.quantity(),
                                    one.points(),
                                    one.code(),
                                    one.channelNumber(),
                                    words.apply(one.id()).orElse(null),
                                    one.createdAt()))
                            .toList(),
                    story.steps());
        }
    }
}
