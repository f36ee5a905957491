package io.jiaxiao.roster.signin.oauth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * A client that runs in a browser has no secret; it only says who it is. What protects its grants is what they show: the
 * code of a phone, or a refresh token. (The library knows public clients with PKCE only, and handles those itself.)
 */
final class PublicClients implements AuthenticationConverter, AuthenticationProvider {

    private static final Map<String, Object> MARK = Map.of("public", true);

    private final RegisteredClientRepository clients;

    PublicClients(RegisteredClientRepository clients) {
        this.clients = clients;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String client = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
        boolean hasSecret = request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) != null;
        boolean pkce = AuthorizationGrantType.AUTHORIZATION_CODE
                .getValue()
                .equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE));
        if (client == null || client.isBlank() || hasSecret || pkce) {
            return null;
        }
        return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null, MARK);
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        var shown = (OAuth2ClientAuthenticationToken) authentication;
        if (!MARK.equals(shown.getAdditionalParameters())) {
            return null;
        }
        RegisteredClient client = clients.findByClientId(String.valueOf(shown.getPrincipal()));
        if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
