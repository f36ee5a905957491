package io.jiaxiao.roster.enrolment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A code of a class, to be shown as a picture and scanned.
 *
 * @param version   the how-manieth of its class, from 1
 * @param createdBy person who made it
 * @param revokedAt null unless it was taken back
 */
public record JoinCode(
        long id,
        long classId,
        int version,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt) {

    /** Whether one may still join by it. */
    public enum State {
        OPEN,
        EXPIRED,
        REVOKED
    }

    public State stateAt(Instant now) {
        if (revokedAt != null) {
            return State.REVOKED;
        }
        return now.isBefore(expiresAt) ? State.OPEN : State.EXPIRED;
    }
}
