package io.jiaxiao.roster.signin.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a refresh token that is shown means. A token is exchanged once. Shown again it has been copied, and nobody can say
 * which of the two is the thief: the whole family ends. The one exception is the same device right after the exchange,
 * while its new token is still unused: the answer was lost on the way, and it gets the same new token again, so that
 * there never are two that could go on.
 */
public final class Rotation {

    private Rotation() {}

    /** What to do with it. */
    public enum Decision {
        EXCHANGE,
        REPEAT,
        END_FAMILY,
        REFUSE
    }

    /** The family of a token, as it is now. */
    public record Family(
            long id, long personId, String clientId, String deviceHash, Instant expiresAt, @Nullable Instant endedAt) {}

    /**
     * A token, as it is now.
     *
     * @param active          it was not exchanged yet
     * @param successorSealed the token that took its place, for its holder; null when that one was used
     */
    public record Token(
            boolean active, Instant expiresAt, @Nullable Instant rotatedAt, @Nullable String successorSealed) {}

    public static Decision decide(
            Family family, Token token, String clientId, String deviceHash, Instant now, Duration grace) {
        if (!family.clientId().equals(clientId) || family.endedAt() != null) {
            return Decision.REFUSE;
        }
        if (!family.deviceHash().equals(deviceHash)) {
            return Decision.END_FAMILY;
        }
        if (token.active()) {
            boolean alive = now.isBefore(token.expiresAt()) && now.isBefore(family.expiresAt());
            return alive ? Decision.EXCHANGE : Decision.REFUSE;
        }
        boolean justNow =
                token.rotatedAt() != null && now.isBefore(token.rotatedAt().plus(grace));
        return justNow && token.successorSealed() != null ? Decision.REPEAT : Decision.END_FAMILY;
    }
}
