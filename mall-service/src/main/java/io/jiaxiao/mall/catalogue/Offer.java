package io.jiaxiao.mall.catalogue;

import io.jiaxiao.kernel.Points;

/**
 * A SKU as it may be redeemed now.
 *
 * @param channel        name of the supply channel
 * @param channelSku     the channel's own number
 * @param pointsPrice    for one
 * @param costFen        what the channel charges us for one, in fen, as last read from it
 * @param faceFen        face value of a card or recharge in fen; 0 for goods
 * @param perPersonLimit how many one person may have; 0 for any number
 * @param onSale         on our shelf and on the partner's; whether any is left is decided by {@link OfferStock} only
 */
public record Offer(
        long skuId,
        String channel,
        String channelSku,
        Kind kind,
        String name,
        Points pointsPrice,
        long costFen,
        long faceFen,
        int perPersonLimit,
        boolean onSale) {

    /** How an offer is fulfilled. */
    public enum Kind {
        /** Shipped; needs an address. */
        GOODS,
        /** A card number and password. */
        CARD,
        /** Credited to a phone number or account. */
        RECHARGE
    }
}
