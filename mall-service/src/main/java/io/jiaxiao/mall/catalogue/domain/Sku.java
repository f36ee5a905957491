package io.jiaxiao.mall.catalogue.domain;

import io.jiaxiao.mall.catalogue.Offer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A SKU with all operators see of it.
 *
 * @param pointsPrice 0 until an operator has set it
 * @param quota       units we let be redeemed in all, the redeemed ones included
 * @param available   what is left of it
 * @param listed      on sale now, stock apart
 * @param syncedAt    when the channel was last asked about it; null when never
 */
public record Sku(
        long id,
        String channel,
        String channelSku,
        Offer.Kind kind,
        String name,
        String brand,
        String channelCategory,
        @Nullable Long categoryId,
        long pointsPrice,
        long faceFen,
        int perPersonLimit,
        ShelfState shelf,
        boolean listed,
        long quota,
        long available,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant syncedAt) {}
