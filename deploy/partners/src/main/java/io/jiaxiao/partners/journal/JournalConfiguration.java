package io.jiaxiao.partners.journal;

import io.jiaxiao.partners.time.SimulatedClock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
class JournalConfiguration {

    @Bean
    Journal journal(
            SimulatedClock clock,
            @Value("${jiaxiao.partners.journal.max-entries:200000}") int maxEntries,
            @Value("${jiaxiao.partners.journal.max-size:24MB}") DataSize maxSize) {
        return new Journal(clock, maxEntries, maxSize.toBytes());
    }
}
