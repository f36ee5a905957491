package io.jiaxiao.mall.supply;

/** Where channels hand over what changed about their products. Implemented by the catalogue feature; idempotent. */
public interface ProductNotices {

    void changed(ProductChange change);

    /**
     * @param channel name of the channel
     * @param sku     the channel's own number
     */
    record ProductChange(String channel, String sku, Kind kind) {

        /** What changed; the catalogue reads the new value from the channel. */
        public enum Kind {
            PRICE,
            SHELF,
            POOL,
            DETAIL
        }
    }
}
