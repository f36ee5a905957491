package io.jiaxiao.starter.inbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as the broker brought it. What its sender wrote beside the payload is not yet believed: product lines send too.
 *
 * @param messageId  the broker's own, the same in every delivery
 * @param properties by name, the broker's among them
 * @param storedAt   when the broker took it
 * @param tries      how often it was delivered before
 */
record Delivery(
        String messageId,
        String topic,
        String tag,
        Map<String, String> properties,
        String payload,
        Instant storedAt,
        int tries) {

    /** What a DATETIME column holds. */
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** Null when the sender was in no trace. */
    @Nullable
    String traceParent() {
        return properties.get("traceparent");
    }

    /** @throws IllegalArgumentException when there is no event id, or no time at which it occurred */
    ReceivedEvent event() {
        return new ReceivedEvent(
                Long.parseLong(required("eventId")),
                spareId(),
                topic,
                tag,
                properties.getOrDefault("aggregateId", ""),
                payload,
                occurredAt(),
                tries);
    }

    /** The same without what cannot be read: under its spare id, at the time the broker took it. */
    ReceivedEvent asItCame() {
        return new ReceivedEvent(
                spareId(), spareId(), topic, tag, properties.getOrDefault("aggregateId", ""), payload, storedAt, tries);
    }

    private Instant occurredAt() {
        try {
            Instant at = Instant.parse(required("occurredAt"));
            if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
                throw new IllegalArgumentException("occurredAt is not of this age: " + at);
            }
            return at;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("occurredAt is no time", e);
        }
    }

    private String required(String name) {
        String value = properties.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the message has no " + name);
        }
        return value;
    }

    /** Negative, as no event's own id is, so that the two never meet. */
    private long spareId() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(messageId.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong() | Long.MIN_VALUE;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
