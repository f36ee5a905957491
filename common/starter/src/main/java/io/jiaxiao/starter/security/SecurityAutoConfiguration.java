package io.jiaxiao.starter.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.jiaxiao.starter.problem.ProblemWriter;
import io.jiaxiao.starter.remote.Neighbours;
import jakarta.servlet.DispatcherType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Checks every token again behind the gateway, and lets each kind of caller reach only its own paths. */
@AutoConfiguration(before = {OAuth2ResourceServerAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class})
@ConditionalOnClass(HttpSecurity.class)
@ConditionalOnProperty(name = "jiaxiao.security.service-chain", matchIfMissing = true)
@EnableConfigurationProperties(SecurityProperties.class)
public class SecurityAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    JWKSource<SecurityContext> platformKeys(Neighbours neighbours, SecurityProperties properties) {
        return TokenDecoders.remoteKeys(() -> neighbours.get(properties.identityService(), "/auth/jwks"));
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(
            JWKSource<SecurityContext> keys,
            SecurityProperties properties,
            @Value("${spring.application.name}") String service) {
        return TokenDecoders.remembering(
                TokenDecoders.decoder(keys, properties.issuer(), List.of(Audiences.API, Audiences.OPEN, service)));
    }

    /** The request's own observation tells who was refused; one more for each check costs more than the check. */
    @Bean
    @ConditionalOnMissingBean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain serviceChain(
            HttpSecurity http,
            SecurityProperties properties,
            ProblemWriter problems,
            @Value("${spring.application.name}") String service) {
        var entryPoint = new ProblemEntryPoint(problems);
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                // What browsers must not do is said by the gateway, which drops what a service says of it.
                .headers(AbstractHttpConfigurer::disable)
                // Who calls is asked of the security context, never of the request.
                .servletApi(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(paths -> paths.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(
                                "/actuator/health/**", "/actuator/prometheus", "/v3/api-docs/**", "/callback/**")
                        .permitAll()
                        .requestMatchers(properties.openPaths().toArray(String[]::new))
                        .permitAll()
                        .requestMatchers("/internal/**")
                        .hasAuthority("AUD_INTERNAL")
                        .requestMatchers("/open/**")
                        .hasAuthority("AUD_OPEN")
                        .requestMatchers(properties.schoolPaths().toArray(String[]::new))
                        .hasAnyRole("OPERATOR", "SCHOOL_OPERATOR")
                        .requestMatchers("/admin/**")
                        .hasRole("OPERATOR")
                        .requestMatchers("/api/**")
                        .hasAuthority("AUD_API")
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(errors -> errors.authenticationEntryPoint(entryPoint)
                        .accessDeniedHandler(new ProblemAccessDenied(problems)))
                .oauth2ResourceServer(tokens -> tokens.bearerTokenResolver(new BearerTokens())
                        .authenticationEntryPoint(entryPoint)
                        .accessDeniedHandler(new ProblemAccessDenied(problems))
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(authorities(service)))
                        .withObjectPostProcessor(unavailableKeysAreNotAFault(entryPoint)))
                .build();
    }

    /** Otherwise keys that cannot be fetched would end in a 500; the entry point makes a 503 of it. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> unavailableKeysAreNotAFault(
            ProblemEntryPoint entryPoint) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                var handler = new AuthenticationEntryPointFailureHandler(entryPoint);
                handler.setRethrowAuthenticationServiceException(false);
                filter.setAuthenticationFailureHandler(handler);
                return filter;
            }
        };
    }

    private static Converter<Jwt, AbstractAuthenticationToken> authorities(String service) {
        return jwt -> {
            List<String> audience = TokenClaims.audience(jwt);
            Collection<GrantedAuthority> granted = new ArrayList<>();
            if (audience.contains(Audiences.API)) {
                granted.add(new SimpleGrantedAuthority("AUD_API"));
                TokenClaims.list(jwt, "roles").forEach(role -> granted.add(new SimpleGrantedAuthority("ROLE_" + role)));
            }
            if (audience.contains(Audiences.OPEN)) {
                granted.add(new SimpleGrantedAuthority("AUD_OPEN"));
            }
            if (audience.contains(service)) {
                granted.add(new SimpleGrantedAuthority("AUD_INTERNAL"));
            }
            TokenClaims.list(jwt, "scope").forEach(scope -> granted.add(new SimpleGrantedAuthority("SCOPE_" + scope)));
            return new JwtAuthenticationToken(jwt, granted, TokenClaims.subject(jwt));
        };
    }

    @Bean
    WebMvcConfigurer callerArgument() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgument());
            }
        };
    }

    /** A caller comes from the token, so the API documents show no parameter for it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SpringDocUtils.class)
    static class ApiDocuments {

        ApiDocuments() {
            SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
        }
    }
}
