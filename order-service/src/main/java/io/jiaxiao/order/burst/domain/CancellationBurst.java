package io.jiaxiao.order.burst.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Many cancellations in one school, with the figures by which they are many.
 *
 * @param beganAt       the first of its cancellations
 * @param endedAt       null while it lasts
 * @param lookedAt      everything up to then is among its members
 * @param windowSeconds over which cancellations were counted
 * @param usual         what such a window has in this school on average
 * @param threshold     as many were a burst
 * @param peak          most that a window had
 */
public record CancellationBurst(
        long id,
        String schoolId,
        State state,
        Instant beganAt,
        Instant noticedAt,
        @Nullable Instant endedAt,
        Instant lookedAt,
        long windowSeconds,
        double usual,
        int threshold,
        int peak) {

    /** Whether it lasts. */
    public enum State {
        OPEN,
        ENDED;

        public boolean canBecome(State next) {
            return this == OPEN && next == ENDED;
        }
    }
}
