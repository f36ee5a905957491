package io.jiaxiao.partners.push;

import io.jiaxiao.partners.journal.Journal;
import io.jiaxiao.partners.time.Later;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class PushConfiguration {

    @Bean
    Callbacks callbacks(
            Journal journal,
            Later later,
            JsonMapper json,
            @Value("${jiaxiao.partners.push.most-waiting:20000}") int mostWaiting) {
        return new Callbacks(journal, later, json, mostWaiting);
    }
}
