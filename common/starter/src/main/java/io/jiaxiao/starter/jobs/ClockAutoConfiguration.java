package io.jiaxiao.starter.jobs;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The one clock of a service. Injected everywhere, so that a test moves time instead of sleeping. */
@AutoConfiguration
public class ClockAutoConfiguration {

    /** @param daysAhead a file, for rehearsals only; in production there is none, and the clock is the machine's */
    @Bean
    @ConditionalOnMissingBean
    Clock clock(@Value("${jiaxiao.clock.days-ahead:}") String daysAhead) {
        return daysAhead.isBlank() ? Clock.systemUTC() : new RehearsedClock(Path.of(daysAhead), Clock.systemUTC());
    }
}
