package io.jiaxiao.partners.mas;

import io.jiaxiao.partners.catalogue.Simulated;
import io.jiaxiao.partners.chance.Chance;
import io.jiaxiao.partners.faults.FaultLanguage;
import io.jiaxiao.partners.faults.Faults;
import io.jiaxiao.partners.journal.Journal;
import io.jiaxiao.partners.phones.Phones;
import io.jiaxiao.partners.push.Callbacks;
import io.jiaxiao.partners.time.Later;
import io.jiaxiao.partners.time.SimulatedClock;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MasProperties.class)
class MasConfiguration {

    static final String PARTNER = "mas";

    private static final Logger log = LoggerFactory.getLogger(MasConfiguration.class);
    private static final String TOKEN = "{pathToken}";

    @Bean
    Simulated mas() {
        return new Simulated(PARTNER, "中国移动云MAS（HTTP）", List.of("POST /mas/sms/norsubmit", "POST /mas/sms/tmpsubmit"));
    }

    @Bean
    FaultLanguage masFaults() {
        return new FaultLanguage(PARTNER, MasFault.class);
    }

    @Bean
    MasAccount masAccount(MasProperties properties, @Value("${jiaxiao.mas.secret-key:}") String secretKey) {
        if (secretKey.isBlank()) {
            throw new InvalidConfigurationPropertyValueException(
                    "jiaxiao.mas.secret-key", null, "it is missing: put a file of that name into JX_SECRETS");
        }
        Map<String, Template> templates = properties.templates().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> new Template(each.getValue())));
        return new MasAccount(
                properties.ecName(),
                properties.apId(),
                secretKey,
                properties.serviceCode(),
                properties.signs(),
                templates);
    }

    @Bean
    MasPushes masPushes(MasProperties properties, @Value("${jiaxiao.callback.path-token:}") String token) {
        return new MasPushes(
                url("report-url", properties.reportUrl(), token),
                url("uplink-url", properties.uplinkUrl(), token),
                properties.pushAgainAfter());
    }

    @Bean
    Reports masReports(Callbacks callbacks, SimulatedClock clock, JsonMapper json, MasPushes pushes) {
        return new Reports(callbacks, clock, json, pushes);
    }

    @Bean
    Uplinks masUplinks(
            MasAccount account, MasPushes pushes, Callbacks callbacks, SimulatedClock clock, JsonMapper json) {
        return new Uplinks(account, pushes, callbacks, clock, json);
    }

    @Bean
    SubmitMessages submitMessages(
            MasAccount account,
            MasProperties properties,
            Reports reports,
            Faults faults,
            Chance chance,
            Phones phones,
            Journal journal,
            Later later,
            SimulatedClock clock) {
        return new SubmitMessages(
                new MasRules(account),
                faults.of(PARTNER),
                new MsgGroups(clock, chance),
                reports,
                phones,
                journal,
                later,
                clock,
                properties.reportDelay());
    }

    private static @Nullable URI url(String property, @Nullable String pattern, String token) {
        if (pattern == null || pattern.isBlank()) {
            return null;
        }
        if (pattern.contains(TOKEN) && token.isBlank()) {
            log.warn(
                    "jiaxiao.callback.path-token is missing, so nothing is pushed to jiaxiao.partners.mas.{}",
                    property);
            return null;
        }
        return URI.create(pattern.replace(TOKEN, token));
    }
}
