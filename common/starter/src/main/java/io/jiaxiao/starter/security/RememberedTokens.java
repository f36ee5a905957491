package io.jiaxiao.starter.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Remembers verified tokens briefly, because a service or a product line comes with the same one thousands of times and the
 * signature costs most. What was refused is never remembered. Who holds a token, whom it is for and when it ends are part of
 * what is signed, so only time can change the answer, and time is asked each time.
 */
final class RememberedTokens implements JwtDecoder {

    /** A key that is withdrawn stops working within this time; the same as in the gateway. */
    static final Duration REMEMBERED = Duration.ofMinutes(2);

    private static final int MOST_REMEMBERED = 5_000;

    private final JwtDecoder verifier;
    private final OAuth2TokenValidator<Jwt> time;
    private final Cache<String, Jwt> verified;

    /** @param time whether a token that was verified before still is in time */
    RememberedTokens(JwtDecoder verifier, OAuth2TokenValidator<Jwt> time) {
        this.verifier = verifier;
        this.time = time;
        this.verified = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(REMEMBERED)
                .build();
    }

    @Override
    public Jwt decode(String token) {
        Jwt known = verified.getIfPresent(token);
        if (known != null && !time.validate(known).hasErrors()) {
            return known;
        }
        Jwt jwt = verifier.decode(token);
        verified.put(token, jwt);
        return jwt;
    }
}
