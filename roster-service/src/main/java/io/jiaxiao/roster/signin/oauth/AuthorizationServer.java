package io.jiaxiao.roster.signin.oauth;

import io.jiaxiao.roster.people.People;
import io.jiaxiao.roster.signin.SignInWithCode;
import io.jiaxiao.roster.signin.TokenFamilies;
import io.jiaxiao.starter.security.SecurityProperties;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import tools.jackson.databind.json.JsonMapper;

/** Spring Authorization Server under {@code /auth}, cut down to the endpoints and grants the platform has. */
@Configuration(proxyBeanMethods = false)
class AuthorizationServer {

    static final String AUTHORIZE = "/auth/authorize";
    private static final String TOKEN = "/auth/token";
    private static final String REVOKE = "/auth/revoke";
    private static final String KEYS = "/auth/jwks";
    static final String SIGN_IN_PAGE = "/auth/login";

    @Bean
    AuthorizationServerSettings authorizationServerSettings() {
        return AuthorizationServerSettings.builder()
                .authorizationEndpoint(AUTHORIZE)
                .tokenEndpoint(TOKEN)
                .tokenRevocationEndpoint(REVOKE)
                .jwkSetEndpoint(KEYS)
                .build();
    }

    @Bean
    OAuth2TokenGenerator<? extends OAuth2Token> accessTokens(
            JwtEncoder encoder, People people, SecurityProperties security, Clock clock) {
        var generator = new JwtGenerator(encoder);
        generator.setClock(clock);
        generator.setJwtCustomizer(new TokenContents(people, security));
        return generator;
    }

    @Bean
    @Order(1)
    SecurityFilterChain tokenChain(
            HttpSecurity http,
            RegisteredClientRepository clients,
            SignInWithCode signIn,
            TokenFamilies families,
            OAuth2TokenGenerator<? extends OAuth2Token> tokens,
            Clock clock,
            JsonMapper json) {
        var errors = new OAuthErrors(json);
        var publicClients = new PublicClients(clients);
        RequestMatcher authorize = path(HttpMethod.GET, AUTHORIZE);
        RequestMatcher forms = new OrRequestMatcher(path(HttpMethod.POST, TOKEN), path(HttpMethod.POST, REVOKE));
        var savedRequests = new HttpSessionRequestCache();
        savedRequests.setRequestMatcher(authorize);
        return http.securityMatcher(new OrRequestMatcher(forms, authorize, path(HttpMethod.GET, KEYS)))
                .with(new OAuth2AuthorizationServerConfigurer(), server -> server.clientAuthentication(
                                client -> client.authenticationConverter(publicClients)
                                        .authenticationProvider(publicClients)
                                        .authenticationProviders(AuthorizationServer::secretsAreHashed)
                                        .errorResponseHandler(errors))
                        .tokenEndpoint(token -> token.accessTokenRequestConverters(converters -> {
                                    converters.clear();
                                    converters.addAll(List.of(
                                            SmsCodeGrant::of,
                                            RefreshGrant::of,
                                            new OAuth2AuthorizationCodeAuthenticationConverter(),
                                            new OAuth2ClientCredentialsAuthenticationConverter()));
                                })
                                .authenticationProvider(new UserGrants(signIn, families, tokens, clock))
                                .errorResponseHandler(errors))
                        .tokenRevocationEndpoint(revocation -> revocation
                                .authenticationProviders(providers -> {
                                    providers.clear();
                                    providers.add(new Revocation(families));
                                })
                                .errorResponseHandler(errors)))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(savedRequests))
                .authorizeHttpRequests(paths -> paths.anyRequest().authenticated())
                .exceptionHandling(handling -> handling.defaultAuthenticationEntryPointFor(
                                new LoginUrlAuthenticationEntryPoint(SIGN_IN_PAGE), authorize)
                        .defaultAuthenticationEntryPointFor(errors, forms))
                .addFilterAfter(new TokenRequestGuard(errors), SecurityContextHolderFilter.class)
                .build();
    }

    private static void secretsAreHashed(List<AuthenticationProvider> providers) {
        providers.stream()
                .filter(ClientSecretAuthenticationProvider.class::isInstance)
                .map(ClientSecretAuthenticationProvider.class::cast)
                .forEach(provider -> provider.setPasswordEncoder(new ClientSecretHash()));
    }

    private static RequestMatcher path(HttpMethod method, String path) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, path);
    }
}
