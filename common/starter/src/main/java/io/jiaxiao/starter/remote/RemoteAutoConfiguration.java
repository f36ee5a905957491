package io.jiaxiao.starter.remote;

import feign.RequestInterceptor;
import feign.codec.ErrorDecoder;
import io.jiaxiao.starter.security.SecurityProperties;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.cloud.openfeign.clientconfig.HttpClient5FeignConfiguration.HttpClientBuilderCustomizer;
import org.springframework.cloud.openfeign.support.HttpMessageConverterCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Calls to neighbours carry a service token; their refusals come back as refusals. */
@AutoConfiguration
@ConditionalOnClass({LoadBalancerClient.class, RequestInterceptor.class})
@EnableConfigurationProperties(SecurityProperties.class)
public class RemoteAutoConfiguration {

    private static final Duration READ = Duration.ofSeconds(3);

    @Bean
    @ConditionalOnMissingBean
    Neighbours neighbours(LoadBalancerClient instances) {
        var factory = new JdkClientHttpRequestFactory(java.net.http.HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(1))
                .build());
        factory.setReadTimeout(READ);
        return new Neighbours(
                instances, RestClient.builder().requestFactory(factory).build());
    }

    @Bean
    @ConditionalOnMissingBean
    ServiceTokens serviceTokens(
            Neighbours neighbours,
            SecurityProperties security,
            @Value("${spring.application.name}") String service,
            Environment environment,
            JsonMapper json,
            Clock clock) {
        String secret = environment.getProperty("jiaxiao.client-secret." + service, "");
        return new ClientCredentialTokens(neighbours, security.identityService(), service, secret, json, clock);
    }

    @Bean
    RequestInterceptor serviceToken(ServiceTokens tokens) {
        return request -> request.header(
                HttpHeaders.AUTHORIZATION,
                "Bearer " + tokens.forTarget(request.feignTarget().name()));
    }

    /**
     * Kept connections to neighbours, one for each call that is open. A call is made once: a body that was sent may have been
     * acted on, and who called knows best whether to call again.
     */
    @Bean
    HttpClientBuilderCustomizer callOnce() {
        return client -> client.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableAuthCaching();
    }

    /** An answer with a member this version does not know comes from a newer neighbour; requests stay as strict as they are. */
    @Bean
    HttpMessageConverterCustomizer answersOfNewerNeighbours(JsonMapper json) {
        var tolerant = new JacksonJsonHttpMessageConverter(json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build());
        return converters ->
                converters.replaceAll(one -> one instanceof JacksonJsonHttpMessageConverter ? tolerant : one);
    }

    @Bean
    ErrorDecoder refusalDecoder(JsonMapper json) {
        return new RefusalDecoder(json);
    }
}
