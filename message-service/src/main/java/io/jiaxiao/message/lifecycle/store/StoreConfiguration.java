package io.jiaxiao.message.lifecycle.store;

import com.baomidou.mybatisplus.autoconfigure.ConfigurationCustomizer;
import io.jiaxiao.message.lifecycle.domain.Values;
import io.jiaxiao.starter.pii.PersonalDataCipher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    ConfigurationCustomizer sealedValues(PersonalDataCipher cipher, JsonMapper json) {
        return configuration ->
                configuration.getTypeHandlerRegistry().register(Values.class, new SealedValues(cipher, json));
    }
}
