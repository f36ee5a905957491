package io.jiaxiao.partners.phones;

import io.jiaxiao.partners.time.SimulatedClock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PhoneConfiguration {

    @Bean
    Phones phones(SimulatedClock clock, @Value("${jiaxiao.partners.phones.most-texts:20000}") int mostTexts) {
        return new Phones(clock, mostTexts);
    }
}
