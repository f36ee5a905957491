package io.jiaxiao.starter.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** How tokens are verified, in services and in the gateway alike. */
public final class TokenDecoders {

    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final long KEYS_LIVE_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final long KEYS_REFRESH_LIMIT_MILLIS = 5_000;
    /** The identity service may be away this long before the last known keys are no longer trusted. */
    private static final long KEYS_OUTAGE_MILLIS = Duration.ofHours(24).toMillis();

    private TokenDecoders() {}

    /**
     * Keys fetched when first needed, cached, refreshed ahead of time, and kept through an outage of their source.
     *
     * @param jwkSet fetches the JWK set as JSON; may throw, and may pick another instance on each call
     */
    public static JWKSource<SecurityContext> remoteKeys(Supplier<String> jwkSet) {
        try {
            var url = URI.create("http://identity.invalid/auth/jwks").toURL();
            return JWKSourceBuilder.create(url, ignored -> {
                        try {
                            return new Resource(jwkSet.get(), "application/json");
                        } catch (RuntimeException e) {
                            throw new java.io.IOException("the identity service's keys cannot be fetched", e);
                        }
                    })
                    .cache(KEYS_LIVE_MILLIS, KEYS_REFRESH_LIMIT_MILLIS)
                    .rateLimited(KEYS_REFRESH_LIMIT_MILLIS)
                    .retrying(true)
                    .outageTolerant(KEYS_OUTAGE_MILLIS)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Accepts RS256 only, from the issuer, in time, and meant for one of the audiences. */
    public static JwtDecoder decoder(JWKSource<SecurityContext> keys, String issuer, Collection<String> audiences) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        FastSignatures.use(processor);
        // claims are judged by the validators below, in one place
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                List.of(new JwtTimestampValidator(SKEW), new JwtIssuerValidator(issuer), meantFor(audiences))));
        return decoder;
    }

    /** As {@link #decoder}, for a service whose callers come with the same token again and again. */
    static JwtDecoder remembering(JwtDecoder decoder) {
        return new RememberedTokens(decoder, new JwtTimestampValidator(SKEW));
    }

    private static OAuth2TokenValidator<Jwt> meantFor(Collection<String> audiences) {
        var error = new OAuth2Error("invalid_token", "the token is meant for somebody else or names nobody", null);
        return token -> token.getSubject() != null
                        && TokenClaims.audience(token).stream().anyMatch(audiences::contains)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(error);
    }
}
