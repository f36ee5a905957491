package io.jiaxiao.partners.chance;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ChanceConfiguration {

    @Bean
    Chance chance(@Value("${jiaxiao.partners.seed:1}") long seed) {
        return new Chance(seed);
    }
}
