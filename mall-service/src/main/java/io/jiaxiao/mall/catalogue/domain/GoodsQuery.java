package io.jiaxiao.mall.catalogue.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person looks for among what is on sale.
 *
 * @param categoryIds empty for all
 * @param text        {@link SearchText#normal normal}; empty for anything
 * @param from        points, inclusive; 0 for any
 * @param to          points, inclusive; {@link Long#MAX_VALUE} for any
 * @param after       the last one seen; null for the first page
 */
public record GoodsQuery(
        List<Long> categoryIds, String text, long from, long to, Sort sort, @Nullable Place after, int size) {

    /** How they are ordered. */
    public enum Sort {
        NEWEST,
        PRICE_UP,
        PRICE_DOWN
    }

    /** Where in the order something stands. */
    public record Place(long pointsPrice, long id) {}
}
