package io.jiaxiao.mall.supply.kefei;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.jiaxiao.mall.supply.StandingWords;
import io.jiaxiao.mall.supply.call.Lanes;
import io.jiaxiao.starter.partner.PartnerLine;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class KefeiConfiguration {

    private static final Logger log = LoggerFactory.getLogger(KefeiConfiguration.class);

    @Bean
    PartnerLine kefeiLine(KefeiProperties properties) {
        return new PartnerLine(KefeiChannel.NAME, properties.connect(), properties.read());
    }

    @Bean
    KefeiClient kefeiClient(
            KefeiProperties properties,
            PartnerLine kefeiLine,
            CircuitBreakerRegistry circuits,
            BulkheadRegistry places,
            RateLimiterRegistry rates) {
        if (!properties.isOpen()) {
            log.warn("jiaxiao.kefei.md5-key is missing: the channel refuses every order");
        }
        return new KefeiClient(properties, kefeiLine, Lanes.gate(KefeiChannel.NAME, circuits, places, rates));
    }

    @Bean
    KefeiPrices kefeiPrices(KefeiClient client, Clock clock) {
        return new KefeiPrices(client, clock);
    }

    @Bean
    KefeiChannel kefeiChannel(
            KefeiProperties properties, KefeiClient client, KefeiPrices prices, StandingWords words, Clock clock) {
        return new KefeiChannel(properties, client, prices, words, clock);
    }
}
