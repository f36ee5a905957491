package io.jiaxiao.order.catalogue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param valid       how long a quote binds
 * @param kept        how long after its end a quote is kept
 * @param forgetEvery how often old ones are removed
 */
@ConfigurationProperties("jiaxiao.quote")
public record QuoteProperties(
        @DefaultValue("30m") Duration valid,
        @DefaultValue("7d") Duration kept,
        @DefaultValue("1h") Duration forgetEvery) {}
