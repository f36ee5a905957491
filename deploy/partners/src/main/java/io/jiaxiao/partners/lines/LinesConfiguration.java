package io.jiaxiao.partners.lines;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class LinesConfiguration {

    @Bean
    LineReports lineReports(
            @Value("${jiaxiao.partners.lines.name-server:}") String nameServer,
            @Value("${jiaxiao.partners.lines.topic-prefix:}") String topicPrefix,
            JsonMapper json) {
        return new LineReports(nameServer, topicPrefix, json);
    }
}
