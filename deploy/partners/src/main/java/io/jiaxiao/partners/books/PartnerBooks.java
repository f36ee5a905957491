package io.jiaxiao.partners.books;

import java.util.List;

/** The books of one partner. */
public interface PartnerBooks {

    /** Short name, such as {@code jd}. */
    String partner();

    /** Every order it remembers, oldest first. */
    List<BookedOrder> orders();
}
