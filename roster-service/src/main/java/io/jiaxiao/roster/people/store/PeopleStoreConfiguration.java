package io.jiaxiao.roster.people.store;

import com.baomidou.mybatisplus.autoconfigure.ConfigurationCustomizer;
import io.jiaxiao.roster.people.StudentNumber;
import io.jiaxiao.starter.pii.PersonalDataCipher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PeopleStoreConfiguration {

    @Bean
    ConfigurationCustomizer studentNumbersAreSealed(PersonalDataCipher cipher) {
        return configuration ->
                configuration.getTypeHandlerRegistry().register(StudentNumber.class, new StudentNumberHandler(cipher));
    }
}
