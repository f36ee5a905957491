package io.jiaxiao.partners.faults;

import io.jiaxiao.partners.chance.Chance;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FaultConfiguration.ChaosProperties.class)
class FaultConfiguration {

    /** @param chaos by partner, then by the last digits of a number: a JSON list of faults */
    @ConfigurationProperties("jiaxiao.partners")
    record ChaosProperties(@DefaultValue Map<String, Map<String, String>> chaos) {}

    @Bean
    FaultPlans faultPlans(JsonMapper json) {
        return new FaultPlans(json);
    }

    @Bean
    Faults faults(List<FaultLanguage> languages, Chance chance, FaultPlans plans, ChaosProperties properties) {
        return new Faults(languages, chance, plans, properties.chaos());
    }
}
