package io.jiaxiao.mall.campaign;

import io.jiaxiao.kernel.Points;

/**
 * What an admitted buyer may order.
 *
 * @param pointsPrice for one; not the SKU's usual one
 */
public record FlashOffer(long saleId, long skuId, String name, Points pointsPrice) {}
