package io.jiaxiao.starter.security;

import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.jwt.Jwt;

/** The claims of a verified token; what the decoder has made sure of is not null here. */
final class TokenClaims {

    private TokenClaims() {}

    static String subject(Jwt jwt) {
        return Objects.requireNonNull(jwt.getSubject(), "the decoder lets no token without a subject through");
    }

    static List<String> audience(Jwt jwt) {
        List<String> audience = jwt.getAudience();
        return audience == null ? List.of() : audience;
    }

    static List<String> list(Jwt jwt, String claim) {
        List<String> values = jwt.getClaimAsStringList(claim);
        return values == null ? List.of() : values;
    }
}
