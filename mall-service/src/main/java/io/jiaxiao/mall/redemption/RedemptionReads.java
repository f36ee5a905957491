package io.jiaxiao.mall.redemption;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.redemption.domain.PointsReturn;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.store.CardStore;
import io.jiaxiao.mall.redemption.store.ParcelStore;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import io.jiaxiao.mall.redemption.store.ReturnStore;
import io.jiaxiao.mall.redemption.store.SearchStore;
import io.jiaxiao.mall.redemption.store.SupplyStore;
import io.jiaxiao.mall.supply.Delivery;
import io.jiaxiao.mall.supply.SupplyStatus.Parcel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Orders as their owner and operators read them. */
@Service
public class RedemptionReads {

    private final RedemptionStore orders;
    private final SearchStore search;
    private final SupplyStore numbers;
    private final ParcelStore parcels;
    private final CardStore cards;
    private final ReturnStore returns;

    RedemptionReads(
            RedemptionStore orders,
            SearchStore search,
            SupplyStore numbers,
            ParcelStore parcels,
            CardStore cards,
            ReturnStore returns) {
        this.orders = orders;
        this.search = search;
        this.numbers = numbers;
        this.parcels = parcels;
        this.cards = cards;
        this.returns = returns;
    }

    /**
     * Everything there is to know of an order.
     *
     * @param delivery in clear; null unless goods
     * @param account  null unless a recharge
     * @param card     in clear; null while there is none
     */
    public record Story(
            Redemption order,
            @Nullable Delivery delivery,
            @Nullable Mobile account,
            CardStore.@Nullable Card card,
            List<Parcel> parcels,
            List<PointsReturn> returns,
            List<SearchStore.StepLine> steps) {

        /** Holds personal data, so it does not print itself. */
        @Override
        public String toString() {
            return "Story[order=" + order.id() + "]";
        }
    }

    /** Newest first. */
    public List<Redemption> ofPerson(long personId, long before, int most) {
        return search.ofPerson(personId, before, most);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404, the same for another's order */
    public Story ofPerson(long personId, long orderId) {
        return story(orders.ofPerson(orderId, personId).orElseThrow(RedemptionRefusals.UNKNOWN::asException));
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 */
    public Story one(long orderId) {
        return story(orders.find(orderId).orElseThrow(RedemptionRefusals.UNKNOWN::asException));
    }

    private Story story(Redemption order) {
        Optional<CardStore.Card> card = order.kind() == Offer.Kind.CARD ? cards.find(order.id()) : Optional.empty();
        return new Story(
                order,
                order.kind() == Offer.Kind.GOODS ? numbers.delivery(order.id()) : null,
                order.kind() == Offer.Kind.RECHARGE ? numbers.account(order.id()) : null,
                card.orElse(null),
                parcels.of(order.id()),
                returns.of(order.id()),
                search.steps(order.id()));
    }

    public List<Redemption> find(RedemptionFilter filter, long offset, int most) {
        return search.find(filter, offset, most);
    }

    public long count(RedemptionFilter filter) {
        return search.count(filter);
    }

    public List<SearchStore.NumberLine> numbers(long orderId) {
        return search.numbers(orderId);
    }

    public List<SearchStore.NoticeLine> notices(long orderId) {
        return search.notices(orderId);
    }

    /** The words a person gave for a return. */
    public Optional<String> words(long returnId) {
        return returns.words(returnId);
    }
}
