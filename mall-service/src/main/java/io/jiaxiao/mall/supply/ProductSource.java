package io.jiaxiao.mall.supply;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a channel can tell of its products. Every method throws {@link ChannelUnavailableException} when it cannot be asked now. */
public interface ProductSource {

    /** Name of the channel. */
    String name();

    /** Product numbers of the pool we may sell from; all of them. */
    List<String> skus();

    /** Names, categories, prices, images; unknown numbers are left out. */
    List<Product> products(Collection<String> skus);

    /**
     * What is on sale at the partner, with today's cost in fen; a number that is off the shelf or has no price is left out.
     */
    Map<String, Long> onSale(Collection<String> skus);

    /**
     * How many can be had there now; {@link Integer#MAX_VALUE} for "plenty".
     *
     * @param divisionCode null for channels that do not ship
     */
    Map<String, Integer> stock(Collection<String> skus, @Nullable String divisionCode);

    /**
     * @param category path from the top, e.g. 家用电器/厨房小电
     * @param faceFen  face value of a card or recharge, in fen; 0 for goods
     * @param images   addresses, the main one first
     */
    record Product(
            String sku,
            String name,
            String category,
            String brand,
            long costFen,
            long faceFen,
            List<String> images,
            String detail) {}
}
