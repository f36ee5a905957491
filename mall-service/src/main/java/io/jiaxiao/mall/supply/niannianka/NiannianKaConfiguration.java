package io.jiaxiao.mall.supply.niannianka;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.jiaxiao.mall.supply.StandingWords;
import io.jiaxiao.mall.supply.call.Lanes;
import io.jiaxiao.starter.partner.PartnerGate;
import io.jiaxiao.starter.partner.PartnerLine;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NiannianKaConfiguration {

    private static final Logger log = LoggerFactory.getLogger(NiannianKaConfiguration.class);

    @Bean
    PartnerLine niannianKaLine(NiannianKaProperties properties) {
        return new PartnerLine(NiannianKaChannel.NAME, properties.connect(), properties.read());
    }

    @Bean
    NiannianKaClient niannianKaClient(
            NiannianKaProperties properties,
            PartnerLine niannianKaLine,
            CircuitBreakerRegistry circuits,
            BulkheadRegistry places,
            RateLimiterRegistry rates,
            Clock clock) {
        if (!properties.isOpen()) {
            log.warn("jiaxiao.niannianka.app-secret is missing: the channel refuses every order");
        }
        PartnerGate gate = Lanes.gate(NiannianKaChannel.NAME, circuits, places, rates);
        return new NiannianKaClient(properties, niannianKaLine, gate, clock);
    }

    @Bean
    NiannianKaProducts niannianKaProducts(NiannianKaClient client, NiannianKaProperties properties, Clock clock) {
        return new NiannianKaProducts(client, properties.codes(), clock);
    }

    @Bean
    NiannianKaChannel niannianKaChannel(
            NiannianKaProperties properties,
            NiannianKaClient client,
            NiannianKaProducts products,
            StandingWords words,
            Clock clock) {
        return new NiannianKaChannel(properties, client, products, words, clock);
    }
}
