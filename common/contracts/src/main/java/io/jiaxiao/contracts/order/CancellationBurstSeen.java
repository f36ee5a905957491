package io.jiaxiao.contracts.order;

import io.jiaxiao.contracts.event.DomainEvent;
import io.jiaxiao.contracts.event.EventType;
import io.jiaxiao.contracts.event.Topics;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Far more subscriptions of one school were cancelled than usual (O9). Told once when it begins and once when it is over, both
 * times with everything that explains it, so that either is enough.
 *
 * @param total         cancellations since it began, each subscription once
 * @param peak          most that a window had
 * @param usual         what such a window has in this school on average
 * @param threshold     as many in a window were a burst
 * @param windowSeconds how long a window is
 * @param endedAt       null when it begins
 * @param listed        the cancellations, at most {@link #MOST_LISTED} of them; order-service knows them all
 */
@EventType(topic = Topics.ORDER_EVENTS, tag = "CancellationBurstSeen")
public record CancellationBurstSeen(
        String burstId,
        String schoolId,
        Phase phase,
        int total,
        int peak,
        double usual,
        int threshold,
        long windowSeconds,
        Instant beganAt,
        @Nullable Instant endedAt,
        List<Cancelled> listed,
        Instant at)
        implements DomainEvent {

    public static final int MOST_LISTED = 100;

    public CancellationBurstSeen {
        listed = List.copyOf(listed);
    }

    /** What is told of it. */
    public enum Phase {
        BEGAN,
        ENDED
    }

    /** @param purchaseId the latest that paid for the subscription; null for none */
    public record Cancelled(String subscriptionId, @Nullable String purchaseId, String productCode, Instant at) {}

    @Override
    public String aggregateId() {
        return burstId;
    }
}
