package io.jiaxiao.roster.signin.oauth;

import io.jiaxiao.roster.signin.SignInProperties;
import io.jiaxiao.roster.signin.Tokens;
import io.jiaxiao.starter.security.Audiences;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * Who may ask for tokens. All is configuration, the same on every instance. A client whose secret is not given cannot ask.
 */
@Configuration(proxyBeanMethods = false)
class Clients {

    private static final Logger log = LoggerFactory.getLogger(Clients.class);

    static final String H5 = "jiaxiao-h5";
    static final String CONSOLE = "jiaxiao-console";
    /** Loads demo data as an operator would. */
    static final String CONTROL = "platform-control";

    static final String INTERNAL = "internal:";
    static final String IMPORT = "operator:import";
    static final String USER_SCOPE = "api";

    /** For whom the tokens of a client that acts for itself are meant. */
    static final String AUDIENCE = "jiaxiao.audience";
    /** The role such a token carries. */
    static final String ROLE = "jiaxiao.role";

    @Bean
    RegisteredClientRepository registeredClients(SignInProperties properties, Environment secrets) {
        List<RegisteredClient> clients = new ArrayList<>();
        clients.add(h5(properties));
        clients.add(console(properties));
        properties
                .services()
                .forEach((service, targets) -> add(
                        clients,
                        secrets,
                        properties,
                        service,
                        targets.stream().map(target -> INTERNAL + target).toList(),
                        ClientSettings.builder()));
        properties
                .productLines()
                .forEach(line -> add(
                        clients,
                        secrets,
                        properties,
                        line,
                        Set.of("line:" + line),
                        ClientSettings.builder().setting(AUDIENCE, Audiences.OPEN)));
        add(
                clients,
                secrets,
                properties,
                CONTROL,
                Set.of(IMPORT),
                ClientSettings.builder().setting(AUDIENCE, Audiences.API).setting(ROLE, "OPERATOR"));
        return new InMemoryRegisteredClientRepository(clients);
    }

    private static RegisteredClient h5(SignInProperties properties) {
        return RegisteredClient.withId(H5)
                .clientId(H5)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(Grants.SMS_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(properties.accessTokenLife())
                        .build())
                .build();
    }

    /** Gets no refresh token: while the operator's browser session lives it simply asks again. */
    private static RegisteredClient console(SignInProperties properties) {
        return RegisteredClient.withId(CONSOLE)
                .clientId(CONSOLE)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUris(uris -> uris.addAll(properties.consoleRedirects()))
                .scope(USER_SCOPE)
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(properties.accessTokenLife())
                        .build())
                .build();
    }

    private static void add(
            List<RegisteredClient> clients,
            Environment secrets,
            SignInProperties properties,
            String id,
            Collection<String> scopes,
            ClientSettings.Builder settings) {
        String secret = secrets.getProperty("jiaxiao.client-secret." + id, "");
        if (secret.isBlank()) {
            log.info("client {} has no secret and cannot ask for tokens", id);
            return;
        }
        clients.add(RegisteredClient.withId(id)
                .clientId(id)
                .clientSecret(Tokens.hash(secret.strip()))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(all -> all.addAll(scopes))
                .clientSettings(settings.build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(properties.serviceTokenLife())
                        .build())
                .build());
    }
}
