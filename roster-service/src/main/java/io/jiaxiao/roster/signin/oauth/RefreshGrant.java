package io.jiaxiao.roster.signin.oauth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;

/** A request to exchange a refresh token for new tokens. */
final class RefreshGrant extends OAuth2AuthorizationGrantAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String token;
    private final String device;
    private final @Nullable String address;

    private RefreshGrant(Authentication client, String token, String device, @Nullable String address) {
        super(AuthorizationGrantType.REFRESH_TOKEN, client, Map.of());
        this.token = token;
        this.device = device;
        this.address = address;
    }

    String token() {
        return token;
    }

    String device() {
        return device;
    }

    /** The caller's, as the gateway saw it. */
    @Nullable
    String address() {
        return address;
    }

    /** Null for a request with another grant. */
    static @Nullable Authentication of(HttpServletRequest request) {
        if (!AuthorizationGrantType.REFRESH_TOKEN
                .getValue()
                .equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE))) {
            return null;
        }
        Authentication client = SecurityContextHolder.getContext().getAuthentication();
        String token = request.getParameter(OAuth2ParameterNames.REFRESH_TOKEN);
        if (client == null || token == null || token.isBlank()) {
            throw TokenRefused.invalidRequest("缺少参数：" + OAuth2ParameterNames.REFRESH_TOKEN);
        }
        return new RefreshGrant(client, token, SmsCodeGrant.device(request), request.getHeader("X-Client-Ip"));
    }
}
