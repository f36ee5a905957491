package io.jiaxiao.partners.time;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    @Bean
    SimulatedClock simulatedClock(@Value("${jiaxiao.partners.clock.scale:1}") double scale) {
        return new SimulatedClock(scale);
    }

    @Bean
    Later later(SimulatedClock clock) {
        return new Later(clock);
    }
}
