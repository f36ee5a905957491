package io.jiaxiao.roster.signin.oauth;

import io.jiaxiao.roster.signin.store.AuthorizationCodes;
import io.jiaxiao.roster.signin.store.AuthorizationCodes.Grant;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/**
 * What the library stores between its endpoints: here, the console's authorization codes and nothing else, by their hash.
 * Access tokens are nowhere stored; users' refresh tokens are {@link io.jiaxiao.roster.signin.TokenFamilies}.
 */
@Component
final class ConsoleCodes implements OAuth2AuthorizationService {

    private final AuthorizationCodes codes;
    private final RegisteredClientRepository clients;
    private final Clock clock;

    ConsoleCodes(AuthorizationCodes codes, RegisteredClientRepository clients, Clock clock) {
        this.codes = codes;
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AuthorizationCode> code = authorization.getToken(OAuth2AuthorizationCode.class);
        if (code == null) {
            return;
        }
        if (code.isInvalidated()) {
            use(authorization, code.getToken().getTokenValue());
        } else {
            store(authorization, code.getToken());
        }
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AuthorizationCode> code = authorization.getToken(OAuth2AuthorizationCode.class);
        if (code != null) {
            codes.use(code.getToken().getTokenValue(), clock.instant());
        }
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return null;
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        if (type == null || !OAuth2ParameterNames.CODE.equals(type.getValue())) {
            return null;
        }
        Grant grant = codes.find(token).orElse(null);
        RegisteredClient client = grant == null ? null : clients.findByClientId(grant.clientId());
        return grant == null || client == null ? null : authorization(token, grant, client);
    }

    /** Two exchanges of one code at the same moment meet here, and only one of them gets tokens. */
    private void use(OAuth2Authorization authorization, String code) {
        if (!codes.use(code, clock.instant()) && authorization.getAccessToken() != null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
    }

    private void store(OAuth2Authorization authorization, OAuth2AuthorizationCode code) {
        OAuth2AuthorizationRequest request =
                Objects.requireNonNull(authorization.getAttribute(OAuth2AuthorizationRequest.class.getName()));
        codes.store(
                code.getTokenValue(),
                new Grant(
                        request.getClientId(),
                        Long.parseLong(authorization.getPrincipalName()),
                        Objects.requireNonNullElse(request.getRedirectUri(), ""),
                        String.join(" ", authorization.getAuthorizedScopes()),
                        String.valueOf(request.getAdditionalParameters().get(PkceParameterNames.CODE_CHALLENGE)),
                        Objects.requireNonNull(code.getIssuedAt()),
                        Objects.requireNonNull(code.getExpiresAt()),
                        null));
    }

    private static OAuth2Authorization authorization(String code, Grant grant, RegisteredClient client) {
        Set<String> scopes =
                grant.scopes().isEmpty() ? Set.of() : Set.of(grant.scopes().split(" "));
        OAuth2AuthorizationRequest request = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(AuthorizationServer.AUTHORIZE)
                .clientId(grant.clientId())
                .redirectUri(grant.redirectUri())
                .scopes(scopes)
                .additionalParameters(Map.of(
                        PkceParameterNames.CODE_CHALLENGE,
                        grant.codeChallenge(),
                        PkceParameterNames.CODE_CHALLENGE_METHOD,
                        "S256"))
                .build();
        String person = Long.toString(grant.personId());
        return OAuth2Authorization.withRegisteredClient(client)
                .principalName(person)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizedScopes(scopes)
                .attribute(OAuth2AuthorizationRequest.class.getName(), request)
                .attribute(
                        Principal.class.getName(),
                        UsernamePasswordAuthenticationToken.authenticated(person, null, List.of()))
                .token(
                        new OAuth2AuthorizationCode(code, grant.issuedAt(), grant.expiresAt()),
                        metadata -> metadata.put(
                                OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, grant.usedAt() != null))
                .build();
    }
}
