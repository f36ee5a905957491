package io.jiaxiao.starter.pii;

import com.baomidou.mybatisplus.autoconfigure.ConfigurationCustomizer;
import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import java.util.function.Function;
import org.apache.ibatis.type.TypeHandlerRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Cipher, blind index, their MyBatis type handlers, and the job that moves rows to new keys. */
@AutoConfiguration(after = {JdbcClientAutoConfiguration.class, TransactionAutoConfiguration.class})
@ConditionalOnProperty(name = "jiaxiao.pii.enabled", matchIfMissing = true)
@EnableConfigurationProperties(PiiProperties.class)
public class PiiAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    PersonalDataCipher personalDataCipher(PiiProperties properties) {
        return withKeys("jiaxiao.pii.keyset", properties.keyset(), PersonalDataCipher::of);
    }

    @Bean
    @ConditionalOnMissingBean
    BlindIndex blindIndex(PiiProperties properties) {
        return withKeys("jiaxiao.pii.index-keyset", properties.indexKeyset(), BlindIndex::withKeys);
    }

    @Bean
    @ConditionalOnBean(JdbcClient.class)
    PiiWitness piiWitness(JdbcClient jdbc, PersonalDataCipher cipher, BlindIndex index) {
        return new PiiWitness(jdbc, cipher, index);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean({JdbcClient.class, PlatformTransactionManager.class})
    Reseal reseal(
            JdbcClient jdbc, PlatformTransactionManager transactions, PersonalDataCipher cipher, BlindIndex index) {
        return new Reseal(jdbc, new TransactionTemplate(transactions), cipher, index);
    }

    private static <T> T withKeys(String property, @Nullable String keyset, Function<String, T> use) {
        if (keyset == null || keyset.isBlank()) {
            throw new PiiKeysMissingException(property, "missing");
        }
        try {
            return use.apply(keyset);
        } catch (IllegalArgumentException e) {
            throw new PiiKeysMissingException(property, "unreadable: " + e.getMessage());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConfigurationCustomizer.class)
    static class MyBatis {

        @Bean
        ConfigurationCustomizer personalDataTypeHandlers(PersonalDataCipher cipher, ObjectProvider<SealedText> texts) {
            return configuration -> {
                var handlers = configuration.getTypeHandlerRegistry();
                handlers.register(Mobile.class, new SealedMobileHandler(cipher));
                handlers.register(PersonName.class, new SealedNameHandler(cipher));
                nameable(handlers, new SealedTextHandler(cipher));
                texts.orderedStream().forEach(text -> nameable(handlers, text.handler(cipher)));
            };
        }

        /** Under no Java type: it serves only the fields that name it, never every String. */
        private static void nameable(TypeHandlerRegistry handlers, SealedTextHandler handler) {
            handlers.register((Class<String>) null, handler);
        }
    }
}
