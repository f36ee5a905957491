package io.jiaxiao.mall.catalogue;

import io.jiaxiao.kernel.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * The guarded counters of each SKU: units left of our own quota, and units per person. Whoever changes one of them has
 * locked the SKU's stock row first, so rows of many SKUs are always locked in ascending order of id.
 */
public interface OfferStock {

    Refusal SOLD_OUT = Refusal.conflict("SOLD_OUT", "该商品已兑完，请看看其他商品");
    Refusal NOT_ON_SALE = Refusal.conflict("NOT_ON_SALE", "该商品已下架，请看看其他商品");
    Refusal PERSON_LIMIT = Refusal.conflict("PERSON_LIMIT", "您已达到该商品的兑换数量上限");

    /**
     * Opens a batch inside the caller's transaction and locks every row the claims need, in ascending order of id.
     *
     * @throws IllegalStateException outside a transaction
     */
    Claims open(List<Claim> claims);

    /** As one claim of its own in the caller's transaction: open, admit, write. */
    default Optional<Refusal> take(Claim claim) {
        Claims claims = open(List.of(claim));
        Optional<Refusal> no = claims.admit(claim);
        if (no.isEmpty()) {
            claims.write();
        }
        return no;
    }

    /**
     * Returns units of a claim that was written: the order was refused or cancelled. In the caller's transaction, once
     * per claim: the caller's own state guards against a second time.
     *
     * @throws IllegalStateException when the person never had so many
     */
    void giveBack(long skuId, long personId, int quantity);

    /**
     * Takes units out of a SKU for a campaign that counts them itself; no person is charged. In the caller's transaction.
     *
     * @return {@link #SOLD_OUT} when fewer are left; empty for yes
     */
    Optional<Refusal> setAside(long skuId, long units);

    /** Puts units of a campaign back. In the caller's transaction. */
    void putBack(long skuId, long units);

    /** @param quantity at least 1 */
    record Claim(long personId, long skuId, int quantity) {

        public Claim {
            if (quantity < 1) {
                throw new IllegalArgumentException("quantity below one: " + quantity);
            }
        }
    }

    /** One batch, used by one thread inside one transaction. */
    interface Claims {

        /**
         * Decides in memory and books what it admits, so that the next one sees it.
         *
         * @param claim one of those the batch was opened with
         * @return {@link #NOT_ON_SALE}, {@link #SOLD_OUT} or {@link #PERSON_LIMIT}; empty for yes
         */
        Optional<Refusal> admit(Claim claim);

        /** Writes all that was admitted, with guarded multi-row statements. An exception means: roll the batch back. */
        void write();
    }
}
