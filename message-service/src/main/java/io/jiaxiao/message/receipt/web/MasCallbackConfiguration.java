package io.jiaxiao.message.receipt.web;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class MasCallbackConfiguration {

    @Bean
    WebMvcConfigurer masCallbackGuard(CallbackProperties properties, MeterRegistry meters) {
        var guard = new MasCallbackGuard(properties, meters);
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(guard).addPathPatterns("/callback/mas/**");
            }
        };
    }
}
