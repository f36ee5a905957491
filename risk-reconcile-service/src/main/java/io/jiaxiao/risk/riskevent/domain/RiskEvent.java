package io.jiaxiao.risk.riskevent.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something another service noticed.
 *
 * @param sourceId       the source's own number of it; one event for each kind and number
 * @param subject        what it is about, e.g. a school; never personal data
 * @param detail         a Chinese sentence for operators
 * @param figures        by which it is one, each by its name
 * @param evidence       what the figures are made of, as far as the source listed it
 * @param endedAt        null while it lasts
 * @param toldAt         when the source last told of it
 * @param acknowledgedBy who looks after it; null for nobody
 * @param reason         in that operator's words; null for nobody
 */
public record RiskEvent(
        long id,
        String kind,
        String sourceId,
        String subject,
        String detail,
        Map<String, Number> figures,
        List<Evidence> evidence,
        Instant beganAt,
        @Nullable Instant endedAt,
        Instant toldAt,
        State state,
        @Nullable String acknowledgedBy,
        @Nullable Instant acknowledgedAt,
        @Nullable String reason) {

    public static final String CANCELLATION_BURST = "CANCELLATION_BURST";

    /** One of the things a figure counts. @param purchaseId null where it is about none */
    public record Evidence(String subscriptionId, @Nullable String purchaseId, String productCode, Instant at) {}

    /** How far people are with it; whether it lasts is another matter. */
    public enum State {
        OPEN,
        /** Somebody looks after it. */
        ACKNOWLEDGED;

        public boolean canBecome(State next) {
            return this == OPEN && next == ACKNOWLEDGED;
        }
    }
}
