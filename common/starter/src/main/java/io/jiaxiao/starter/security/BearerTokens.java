package io.jiaxiao.starter.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/**
 * The token of the {@code Authorization} header, as RFC 6750 writes it; never that of a parameter, which would end in logs. It
 * decides as Spring's own resolver does, whose pattern takes one part in twenty of what an ordinary request costs.
 */
final class BearerTokens implements BearerTokenResolver {

    private static final String SCHEME = "Bearer";
    private static final BitSet ALLOWED = allowed();

    private static BitSet allowed() {
        var allowed = new BitSet(128);
        allowed.set('a', 'z' + 1);
        allowed.set('A', 'Z' + 1);
        allowed.set('0', '9' + 1);
        "-._~+/".chars().forEach(allowed::set);
        return allowed;
    }

    /**
     * @return null when there is none, also when the header is of another scheme
     * @throws OAuth2AuthenticationException when it cannot be one
     */
    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        int start = SCHEME.length() + 1;
        if (header.length() <= start || header.charAt(start - 1) != ' ' || !isToken(header, start)) {
            throw new OAuth2AuthenticationException(BearerTokenErrors.invalidToken("Bearer token is malformed"));
        }
        return header.substring(start);
    }

    private static boolean isToken(String header, int start) {
        int end = header.length();
        while (end > start && header.charAt(end - 1) == '=') {
            end--;
        }
        for (int at = start; at < end; at++) {
            if (!ALLOWED.get(header.charAt(at))) {
                return false;
            }
        }
        return end > start;
    }
}
