package io.jiaxiao.partners.memory;

import io.jiaxiao.partners.time.SimulatedClock;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class MemoryConfiguration {

    /** @param folder empty for partners that forget everything when they end, as tests want them */
    @Bean
    Diaries diaries(@Value("${jiaxiao.partners.memory:}") String folder, SimulatedClock clock, JsonMapper json) {
        return new Diaries(folder.isBlank() ? null : Path.of(folder), clock, json);
    }
}
