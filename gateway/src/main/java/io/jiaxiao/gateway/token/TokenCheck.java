package io.jiaxiao.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import io.jiaxiao.starter.security.Audiences;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** Looks at the bearer token of a request. Verified tokens are remembered briefly: the signature costs most. */
public final class TokenCheck {

    private static final String BEARER = "Bearer ";
    private static final int LONGEST = 8 * 1024;

    private final JwtDecoder decoder;
    private final PlatformKeys keys;
    private final Cache<String, Identity> verified;
    private final Clock clock;

    TokenCheck(JwtDecoder decoder, PlatformKeys keys, Cache<String, Identity> verified, Clock clock) {
        this.decoder = decoder;
        this.keys = keys;
        this.verified = verified;
        this.clock = clock;
    }

    public Verdict look(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders(HttpHeaders.AUTHORIZATION);
        if (!headers.hasMoreElements()) {
            return new Verdict.Absent();
        }
        String header = headers.nextElement();
        if (headers.hasMoreElements()) {
            // two of them would let each side believe another one
            return new Verdict.Refused();
        }
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return new Verdict.Absent();
        }
        String token = header.substring(BEARER.length()).strip();
        return token.length() > LONGEST ? new Verdict.Refused() : judge(token);
    }

    private Verdict judge(String token) {
        Identity known = verified.getIfPresent(token);
        if (known != null && clock.instant().isBefore(known.expires())) {
            return new Verdict.Held(known);
        }
        try {
            Identity identity = identity(decoder.decode(token));
            if (identity == null) {
                return new Verdict.Refused();
            }
            verified.put(token, identity);
            return new Verdict.Held(identity);
        } catch (BadJwtException e) {
            return new Verdict.Refused();
        } catch (JwtException e) {
            // a key nobody knows, asked for while the identity service is away or too often
            return keys.everFetched() ? new Verdict.Refused() : new Verdict.KeysAway();
        }
    }

    private static @Nullable Identity identity(Jwt jwt) {
        List<String> audience = jwt.getAudience();
        Instant expires = jwt.getExpiresAt();
        if (audience == null || expires == null) {
            return null;
        }
        boolean user = audience.contains(Audiences.API);
        boolean client = audience.contains(Audiences.OPEN);
        if (user == client) {
            return null;
        }
        String subject =
                Objects.requireNonNull(jwt.getSubject(), "the decoder lets no token without a subject through");
        if (user) {
            List<String> roles = jwt.getClaimAsStringList("roles");
            return new Identity(Identity.Kind.USER, subject, roles == null ? Set.of() : Set.copyOf(roles), expires);
        }
        String id = jwt.getClaimAsString("client_id");
        return new Identity(Identity.Kind.CLIENT, id == null ? subject : id, Set.of(), expires);
    }
}
