package io.jiaxiao.starter.masking;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.swagger.v3.oas.models.media.StringSchema;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the service's JsonMapper the {@link MaskingModule}, and the API documents the same view of the value types. */
@AutoConfiguration(before = JacksonAutoConfiguration.class)
public class MaskingAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    MaskingModule maskingModule() {
        return new MaskingModule();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SpringDocUtils.class)
    static class ApiDocuments {

        ApiDocuments() {
            SpringDocUtils.getConfig()
                    .replaceWithSchema(Mobile.class, new StringSchema().example("138****0000"))
                    .replaceWithSchema(PersonName.class, new StringSchema().maxLength(PersonName.LONGEST));
        }
    }
}
