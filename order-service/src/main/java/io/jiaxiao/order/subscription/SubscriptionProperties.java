package io.jiaxiao.order.subscription;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param sweepEvery how often subscriptions are looked for that have to end or to resume */
@ConfigurationProperties("jiaxiao.subscription")
public record SubscriptionProperties(@DefaultValue("10s") Duration sweepEvery) {}
