package io.jiaxiao.roster.signin.oauth;

import io.jiaxiao.roster.signin.TokenFamilies;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** Signs out: any refresh token of a session ends it. An unknown one is answered alike (RFC 7009, 2.2). */
final class Revocation implements AuthenticationProvider {

    private final TokenFamilies families;

    Revocation(TokenFamilies families) {
        this.families = families;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var request = (OAuth2TokenRevocationAuthenticationToken) authentication;
        RegisteredClient client = request.getPrincipal() instanceof OAuth2ClientAuthenticationToken caller
                ? caller.getRegisteredClient()
                : null;
        if (client == null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        families.end(request.getToken(), client.getClientId());
        return request;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2TokenRevocationAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
