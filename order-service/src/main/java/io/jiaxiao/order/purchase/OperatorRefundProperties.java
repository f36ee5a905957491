package io.jiaxiao.order.purchase;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param aloneFen   of one purchase, most that operators may give back above the rules without another; the number is ours
 *     (INFERRED)
 * @param waits      how long a second operator has to decide
 * @param sweepEvery how often what nobody decided is looked for
 */
@ConfigurationProperties("jiaxiao.operator-refund")
public record OperatorRefundProperties(
        @DefaultValue("5000") long aloneFen,
        @DefaultValue("7d") Duration waits,
        @DefaultValue("1m") Duration sweepEvery) {}
