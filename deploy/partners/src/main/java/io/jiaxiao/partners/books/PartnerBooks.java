package io.jiaxiao.partners.books;

import java.util.List;
import java.util.function.Supplier;

/** The books of one partner. */
public interface PartnerBooks {

    /** Short name, such as {@code jd}. */
    String partner();

    /** Every order it remembers, oldest first. */
    List<BookedOrder> orders();

    /** Books that are kept elsewhere. */
    static PartnerBooks of(String partner, Supplier<List<BookedOrder>> orders) {
        return new PartnerBooks() {
            @Override
            public String partner() {
                return partner;
            }

            @Override
            public List<BookedOrder> orders() {
                return orders.get();
            }
        };
    }
}
