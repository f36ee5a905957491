package io.jiaxiao.roster.signin.oauth;

import io.jiaxiao.roster.signin.SignInProperties;
import io.jiaxiao.starter.remote.ServiceTokens;
import io.jiaxiao.starter.security.SecurityProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/** The identity service signs its own tokens for its neighbours instead of asking itself over HTTP. */
@Component
final class LocalServiceTokens implements ServiceTokens {

    private static final Duration EARLY = Duration.ofMinutes(1);

    private final JwtEncoder encoder;
    private final String issuer;
    private final String service;
    private final Duration life;
    private final Clock clock;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    LocalServiceTokens(
            JwtEncoder encoder,
            SecurityProperties security,
            SignInProperties properties,
            @Value("${spring.application.name}") String service,
            Clock clock) {
        this.encoder = encoder;
        this.issuer = security.issuer();
        this.service = service;
        this.life = properties.serviceTokenLife();
        this.clock = clock;
    }

    @Override
    public String forTarget(String target) {
        Instant now = clock.instant();
        return tokens.compute(target, (name, known) -> known != null && known.goodAt(now) ? known : sign(name, now))
                .value();
    }

    private Token sign(String target, Instant now) {
        Instant expiresAt = now.plus(life);
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(issuer)
                .subject(service)
                .audience(List.of(target))
                .issuedAt(now)
                .notBefore(now)
                .expiresAt(expiresAt)
                .id(UUID.randomUUID().toString())
                .claim("client_id", service)
                .claim("scope", List.of(Clients.INTERNAL + target))
                .build();
        String value = encoder.encode(JwtEncoderParameters.from(
                        JwsHeader.with(SignatureAlgorithm.RS256).build(), claims))
                .getTokenValue();
        return new Token(value, expiresAt);
    }

    private record Token(String value, Instant expiresAt) {

        boolean goodAt(Instant now) {
            return now.isBefore(expiresAt.minus(EARLY));
        }
    }
}
