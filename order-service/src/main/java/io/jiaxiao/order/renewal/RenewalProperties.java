package io.jiaxiao.order.renewal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param every how long after a round the next one looks for work
 * @param chunk children of one class renewed in one transaction at most
 */
@ConfigurationProperties("jiaxiao.renewal")
public record RenewalProperties(@DefaultValue("1s") Duration every, @DefaultValue("500") int chunk) {}
