package io.jiaxiao.starter.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

class RememberedTokensTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private final AtomicInteger verifications = new AtomicInteger();
    private final JwtTimestampValidator time = new JwtTimestampValidator(Duration.ZERO);
    private final RememberedTokens tokens = new RememberedTokens(this::verify, time);

    @BeforeEach
    void atNoon() {
        time.setClock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void aTokenThatComesAgainIsNotVerifiedAgain() {
        assertThat(List.of(tokens.decode("a"), tokens.decode("a")))
                .extracting(Jwt::getTokenValue)
                .containsExactly("a", "a");
        assertThat(verifications).hasValue(1);
    }

    @Test
    void anotherTokenIsVerifiedByItself() {
        tokens.decode("a");
        tokens.decode("b");
        assertThat(verifications).hasValue(2);
    }

    @Test
    void aTokenWhoseTimeIsOverIsRefusedThoughItWasVerifiedBefore() {
        tokens.decode("a");
        time.setClock(Clock.fixed(NOW.plusSeconds(61), ZoneOffset.UTC));
        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode("a"));
    }

    @Test
    void whatWasRefusedIsRefusedAgain() {
        for (int i = 1; i <= 2; i++) {
            assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode("forged"));
            assertThat(verifications).hasValue(i);
        }
    }

    private Jwt verify(String token) {
        verifications.incrementAndGet();
        Jwt jwt = Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject("42")
                .issuedAt(NOW)
                .expiresAt(NOW.plusSeconds(60))
                .build();
        if (token.equals("forged") || time.validate(jwt).hasErrors()) {
            throw new BadJwtException("refused");
        }
        return jwt;
    }
}
