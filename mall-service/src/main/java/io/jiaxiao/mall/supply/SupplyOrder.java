package io.jiaxiao.mall.supply;

import io.jiaxiao.kernel.Mobile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is ordered from a channel.
 *
 * @param number   our number, unique for ever; the partner's idempotency key
 * @param items    at least one; phone bills and cards have exactly one
 * @param account  number to recharge; null for goods and cards
 * @param delivery where goods go; null for what is not shipped
 */
public record SupplyOrder(String number, List<Item> items, @Nullable Mobile account, @Nullable Delivery delivery) {

    /**
     * @param sku      the channel's own product number
     * @param quantity at least 1
     * @param costFen  the price we expect to pay for one, in fen; a channel that charges more refuses
     */
    public record Item(String sku, int quantity, long costFen) {}

    /** Holds personal data, so it does not print itself. */
    @Override
    public String toString() {
        return "SupplyOrder[number=" + number + ", items=" + items + "]";
    }
}
