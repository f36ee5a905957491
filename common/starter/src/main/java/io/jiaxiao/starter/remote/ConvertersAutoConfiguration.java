package io.jiaxiao.starter.remote;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.http.converter.autoconfigure.ClientHttpMessageConvertersCustomizer;
import org.springframework.cloud.openfeign.support.FeignHttpMessageConverters;
import org.springframework.cloud.openfeign.support.HttpMessageConverterCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * The converters of all clients, put together before anybody calls. Left to themselves, each client's are put together by its first
 * call, and another call at that moment finds a part of them and fails (spring-cloud-openfeign 1371, in 5.0.2).
 */
@AutoConfiguration
@ConditionalOnClass(FeignHttpMessageConverters.class)
public class ConvertersAutoConfiguration {

    @Bean
    FeignHttpMessageConverters feignHttpMessageConverters(
            ObjectProvider<ClientHttpMessageConvertersCustomizer> customizers,
            ObjectProvider<HttpMessageConverterCustomizer> cloudCustomizers) {
        var converters = new FeignHttpMessageConverters(customizers, cloudCustomizers);
        if (converters.getConverters().isEmpty()) {
            throw new IllegalStateException("no converters for calls to neighbours");
        }
        return converters;
    }
}
