package io.jiaxiao.starter.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param batchSize events of one shard sent and removed together
 * @param poll      how long the relay waits when nothing nudges it; bounds the delay after a crash
 */
@ConfigurationProperties("jiaxiao.outbox")
record OutboxProperties(@DefaultValue("500") int batchSize, @DefaultValue("500ms") Duration poll) {}
