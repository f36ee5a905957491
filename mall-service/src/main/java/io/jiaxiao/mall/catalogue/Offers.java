package io.jiaxiao.mall.catalogue;

import java.util.Optional;

/** What may be redeemed, read from the database: never a cached price. */
public interface Offers {

    /** Empty for a number nobody knows; what is off the shelf is found and says so. */
    Optional<Offer> offer(long skuId);
}
