package io.jiaxiao.order.carrier;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.order.carrier.store.CarrierBooks;
import io.jiaxiao.order.carrier.store.CarrierStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Our books of orders on the carrier's bill, for whoever compares them with its list, and what puts them right. */
@Component
public class BookedCarrierOrders {

    private final CarrierBooks books;
    private final CarrierStore orders;
    private final FollowCarrierOrders follow;
    private final DecideCarrierOrder decide;

    BookedCarrierOrders(
            CarrierBooks books, CarrierStore orders, FollowCarrierOrders follow, DecideCarrierOrder decide) {
        this.books = books;
        this.orders = orders;
        this.follow = follow;
        this.decide = decide;
    }

    /** Phone and product in one text nobody can read either from. */
    public String holder(Mobile mobile, String productId) {
        return orders.openKey(mobile, productId);
    }

    /** By our numbers of a confirmation or of an ending. */
    public List<BookedOrder> byRequests(Collection<String> reqNos) {
        return books.byRequests(reqNos);
    }

    /** What is not over, by phone and product. */
    public List<BookedOrder> open(Collection<String> holders) {
        return books.open(holders);
    }

    /** Running since a moment in that time, by the carrier's word. */
    public List<BookedOrder> effective(Instant from, Instant until) {
        return books.effective(from, until);
    }

    /** Whose end we learned of in that time. */
    public List<BookedOrder> over(Instant from, Instant until) {
        return books.over(from, until);
    }

    /** Still to be ended, which was asked for in that time. */
    public List<BookedOrder> leaving(Instant from, Instant until) {
        return books.leaving(from, until);
    }

    /** Asks the carrier about an order it may have, or has one ended that is to end. Outside of any transaction. */
    public void ask(String carrierOrderId) {
        orders.find(Long.parseLong(carrierOrderId)).ifPresent(follow::look);
    }

    /**
     * Takes an end the carrier never told us but has on its list; does nothing to what is over.
     *
     * @param end null where the list does not say: the end of the month if we asked for the end, now if we did not
     */
    public void takeEnd(String carrierOrderId, @Nullable Instant end) {
        decide.ended(Long.parseLong(carrierOrderId), end, true);
    }
}
