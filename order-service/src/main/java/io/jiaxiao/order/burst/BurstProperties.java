package io.jiaxiao.order.burst;

import io.jiaxiao.order.burst.domain.BurstRule;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The figures are ours (INFERRED): a school has a few hundred subscriptions and loses some each month.
 *
 * @param every    pause between two looks
 * @param window   cancellations are counted over the time up to now
 * @param lookBack over which a school's usual figure is taken
 * @param minimum  fewer are never a burst
 * @param factor   so many times the usual figure are one
 */
@ConfigurationProperties("jiaxiao.burst")
public record BurstProperties(
        @DefaultValue("30s") Duration every,
        @DefaultValue("30m") Duration window,
        @DefaultValue("28d") Duration lookBack,
        @DefaultValue("8") int minimum,
        @DefaultValue("5") int factor) {

    BurstRule rule() {
        return new BurstRule(window, lookBack, minimum, factor);
    }
}
