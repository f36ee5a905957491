package io.jiaxiao.gateway.limit;

import io.jiaxiao.starter.redis.Redis;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LimitBeans {

    /** Slower than this, Redis costs callers more than an exact count is worth. */
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private static final Duration LEAVE_ALONE = Duration.ofSeconds(2);

    @Bean
    RedisBuckets redisBuckets(Redis redis) {
        return new RedisBuckets(redis, PATIENCE);
    }

    @Bean
    RateLimits rateLimits(RedisBuckets shared, MeterRegistry meters) {
        return new RateLimits(shared, new LocalBuckets(), LEAVE_ALONE, meters);
    }
}
