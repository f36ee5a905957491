package io.jiaxiao.partners.time;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
public class TimeConfiguration {

    /** The clock of partners whose own days matter to our books: those who take money. */
    public static final String CALENDAR = "calendar";

    @Bean
    SimulatedClock simulatedClock(@Value("${jiaxiao.partners.clock.scale:1}") double scale) {
        return new SimulatedClock(scale);
    }

    @Bean
    Later later(SimulatedClock clock) {
        return new Later(clock);
    }

    @Bean(name = CALENDAR, defaultCandidate = false)
    Clock calendar(SimulatedClock clock, @Value("${jiaxiao.partners.days-ahead:}") String daysAhead) {
        return daysAhead.isBlank() ? clock : new Calendar(clock, Path.of(daysAhead));
    }
}
