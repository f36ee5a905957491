package io.jiaxiao.partners.kefei;

import io.jiaxiao.partners.books.PartnerBooks;
import io.jiaxiao.partners.catalogue.Simulated;
import io.jiaxiao.partners.chance.Chance;
import io.jiaxiao.partners.faults.FaultLanguage;
import io.jiaxiao.partners.faults.Faults;
import io.jiaxiao.partners.journal.Journal;
import io.jiaxiao.partners.memory.Diaries;
import io.jiaxiao.partners.push.Callbacks;
import io.jiaxiao.partners.recharge.RechargeFault;
import io.jiaxiao.partners.time.Later;
import io.jiaxiao.partners.time.SimulatedClock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KefeiProperties.class)
class KefeiConfiguration {

    static final String PARTNER = "kefei";

    private static final Logger log = LoggerFactory.getLogger(KefeiConfiguration.class);
    private static final String KEY = "jiaxiao.kefei.md5-key";

    @Bean
    Simulated kefei() {
        return new Simulated(PARTNER, "科飞（话费充值）", List.of("POST /kefei/API"));
    }

    @Bean
    FaultLanguage kefeiFaults() {
        return new FaultLanguage(PARTNER, RechargeFault.class);
    }

    /** Null without the key, so that a test of another partner need not name it. */
    @Bean
    @Nullable
    Recharges kefeiRecharges(
            KefeiProperties properties,
            @Value("${" + KEY + ":}") String key,
            Faults faults,
            Chance chance,
            Callbacks callbacks,
            Journal journal,
            Later later,
            SimulatedClock clock,
            Diaries diaries,
            JsonMapper json) {
        if (key.isBlank()) {
            log.warn("{} is missing, so 科飞 answers 503 to everything", KEY);
            return null;
        }
        Agent agent = new Agent(clock, chance, properties.balance(), properties.mostOrders(), diaries.of(PARTNER));
        Progress progress = new Progress(properties, agent, callbacks, later, clock, key);
        progress.goOn(agent.recall());
        return new Recharges(
                properties,
                key,
                agent,
                new Queries(properties, agent, clock, json),
                progress,
                faults.of(PARTNER),
                journal,
                later,
                json);
    }

    @Bean
    PartnerBooks kefeiBooks(Optional<Recharges> recharges) {
        return PartnerBooks.of(PARTNER, () -> recharges.map(Recharges::books).orElseGet(List::of));
    }
}
