package io.jiaxiao.order.migration;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param every how long after a round the next one looks for work
 * @param chunk rows done in one transaction at most
 */
@ConfigurationProperties("jiaxiao.migration")
public record MigrationProperties(@DefaultValue("1s") Duration every, @DefaultValue("1000") int chunk) {}
