package io.jiaxiao.order.carrier.wire;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.jiaxiao.order.carrier.CarrierFiles;
import io.jiaxiao.starter.partner.PartnerGate;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class CarrierConfiguration {

    private static final Logger log = LoggerFactory.getLogger(CarrierConfiguration.class);

    @Bean
    CarrierClient carrierClient(
            CarrierProperties properties,
            CircuitBreakerRegistry circuits,
            BulkheadRegistry places,
            RateLimiterRegistry rates,
            JsonMapper json,
            MeterRegistry meters) {
        if (!properties.isOpen()) {
            log.warn("jiaxiao.carrier.sign-key is missing: nothing can be ordered on the carrier's bill");
        }
        return new CarrierClient(properties, new PartnerGate("carrier", circuits, places, rates), json, meters);
    }

    @Bean
    CarrierFiles carrierFiles(CarrierProperties properties) {
        return new CarrierFileReader(properties);
    }

    @Bean
    CarrierNotices carrierNotices(CarrierProperties properties, JsonMapper json) {
        return new CarrierNotices(properties, json);
    }
}
