package io.jiaxiao.mall.points.adjustment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param alone     most points one operator may give and take of one person on a business day without another; the number is
 *     ours (INFERRED)
 * @param validDays business days a given lot lives
 * @param sweepEvery how often what was approved and not done is looked for
 */
@ConfigurationProperties("jiaxiao.points.adjustment")
record AdjustmentProperties(
        @DefaultValue("500") long alone,
        @DefaultValue("365") int validDays,
        @DefaultValue("30s") Duration sweepEvery) {}
