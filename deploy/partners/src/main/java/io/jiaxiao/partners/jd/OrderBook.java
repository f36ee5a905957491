package io.jiaxiao.partners.jd;

import io.jiaxiao.partners.books.BookedOrder;
import io.jiaxiao.partners.books.PartnerBooks;
import java.util.List;

/** Every order under our number, whatever parcels it became. */
final class OrderBook implements PartnerBooks {

    private final House house;

    OrderBook(House house) {
        this.house = house;
    }

    @Override
    public String partner() {
        return JdConfiguration.PARTNER;
    }

    @Override
    public List<BookedOrder> orders() {
        return house.hours().now(() -> house.orders().roots().stream()
                .map(order -> new BookedOrder(
                        order.submission.thirdOrder(), String.valueOf(order.id), standing(order), order.totalFen()))
                .toList());
    }

    private static BookedOrder.Standing standing(Order order) {
        if (!order.valid || order.parcels().stream().allMatch(parcel -> parcel.state == Order.REFUSED)) {
            return BookedOrder.Standing.NOT_SUPPLIED;
        }
        if (!order.confirmed) {
            return BookedOrder.Standing.RESERVED;
        }
        return order.parcels().stream().noneMatch(parcel -> parcel.state == Order.NEW)
                ? BookedOrder.Standing.SUPPLIED
                : BookedOrder.Standing.OPEN;
    }
}
