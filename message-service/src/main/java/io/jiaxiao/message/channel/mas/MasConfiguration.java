package io.jiaxiao.message.channel.mas;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class MasConfiguration {

    @Bean
    MasChannel masChannel(JsonMapper json, MasProperties properties) {
        return new MasChannel(new MasAccount(json, properties), new MasAnswers(json), properties);
    }
}
