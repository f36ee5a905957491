package io.jiaxiao.roster.signin.domain;

import static io.jiaxiao.roster.signin.domain.Rotation.Decision.END_FAMILY;
import static io.jiaxiao.roster.signin.domain.Rotation.Decision.EXCHANGE;
import static io.jiaxiao.roster.signin.domain.Rotation.Decision.REFUSE;
import static io.jiaxiao.roster.signin.domain.Rotation.Decision.REPEAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.signin.domain.Rotation.Decision;
import io.jiaxiao.roster.signin.domain.Rotation.Family;
import io.jiaxiao.roster.signin.domain.Rotation.Token;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RotationTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(1));

    @Test
    void anActiveTokenIsExchanged() {
        assertThat(decide(family(null), active(LATER))).isEqualTo(EXCHANGE);
    }

    @Test
    void anExpiredTokenOrFamily_isRefusedWithoutHarm() {
        assertThat(decide(family(null), active(NOW))).isEqualTo(REFUSE);
        assertThat(decide(new Family(1, 2, "app", "device", NOW, null), active(LATER)))
                .isEqualTo(REFUSE);
    }

    @Test
    void anEndedFamily_isRefused() {
        assertThat(decide(family(NOW.minusSeconds(1)), active(LATER))).isEqualTo(REFUSE);
    }

    @Test
    void anotherClient_isRefused_anotherDeviceEndsTheFamily() {
        assertThat(Rotation.decide(family(null), active(LATER), "other", "device", NOW, Duration.ofSeconds(10)))
                .isEqualTo(REFUSE);
        assertThat(Rotation.decide(family(null), active(LATER), "app", "other", NOW, Duration.ofSeconds(10)))
                .isEqualTo(END_FAMILY);
    }

    @Test
    void anExchangedTokenWithinTheGrace_getsTheSameAgainWhileItsSuccessorIsUnused() {
        assertThat(decide(family(null), rotated(NOW.minusSeconds(9), "sealed"))).isEqualTo(REPEAT);
        assertThat(decide(family(null), rotated(NOW.minusSeconds(9), null))).isEqualTo(END_FAMILY);
        assertThat(decide(family(null), rotated(NOW.minusSeconds(10), "sealed")))
                .isEqualTo(END_FAMILY);
    }

    private static Decision decide(Family family, Token token) {
        return Rotation.decide(family, token, "app", "device", NOW, Duration.ofSeconds(10));
    }

    private static Family family(@Nullable Instant endedAt) {
        return new Family(1, 2, "app", "device", LATER, endedAt);
    }

    private static Token active(Instant expiresAt) {
        return new Token(true, expiresAt, null, null);
    }

    private static Token rotated(Instant at, @Nullable String successor) {
        return new Token(false, LATER, at, successor);
    }
}
