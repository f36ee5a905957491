package io.jiaxiao.order.catalogue.domain;

import io.jiaxiao.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of the price of a plan for one scope (O1). Never edited but for an end.
 *
 * @param version counts from 1 within plan and scope
 * @param price   above zero
 * @param till    no longer in force from then on; null for no end
 */
public record Tariff(
        long id, String planCode, TariffScope scope, int version, Money price, Instant from, @Nullable Instant till) {

    public boolean inForceAt(Instant at) {
        return !from.isAfter(at) && (till == null || till.isAfter(at));
    }
}
