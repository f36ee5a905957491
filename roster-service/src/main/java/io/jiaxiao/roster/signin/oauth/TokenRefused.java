package io.jiaxiao.roster.signin.oauth;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** A "no" of the token endpoint, with a sentence for the person in front of the screen. */
final class TokenRefused extends OAuth2AuthenticationException {

    private static final long serialVersionUID = 1L;

    private TokenRefused(String code, String description) {
        super(new OAuth2Error(code, description, null));
    }

    static TokenRefused invalidRequest(String description) {
        return new TokenRefused(OAuth2ErrorCodes.INVALID_REQUEST, description);
    }

    static TokenRefused invalidGrant(String description) {
        return new TokenRefused(OAuth2ErrorCodes.INVALID_GRANT, description);
    }

    static TokenRefused invalidScope(String description) {
        return new TokenRefused(OAuth2ErrorCodes.INVALID_SCOPE, description);
    }

    static TokenRefused unauthorizedClient() {
        return new TokenRefused(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT, "该客户端不能使用这种登录方式");
    }
}
