package io.jiaxiao.order.purchase;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param payWithin    how long a purchase waits for its money
 * @param returnsEvery how often instalments are looked for that are due
 * @param degraded     what is let through without the risk service
 * @param onBill       plans that can be had on the carrier's bill, with the carrier's own name of each
 */
@ConfigurationProperties("jiaxiao.purchase")
public record PurchaseProperties(
        @DefaultValue("30m") Duration payWithin,
        @DefaultValue("5s") Duration returnsEvery,
        @DefaultValue Degraded degraded,
        @DefaultValue Map<String, String> onBill) {

    /**
     * Our own limits while the risk service is away.
     *
     * @param mostFen  of one purchase
     * @param dayCount purchases of a person and business day
     * @param dayFen   of a person and business day
     */
    public record Degraded(
            @DefaultValue("50000") long mostFen,
            @DefaultValue("5") int dayCount,
            @DefaultValue("100000") long dayFen) {}
}
