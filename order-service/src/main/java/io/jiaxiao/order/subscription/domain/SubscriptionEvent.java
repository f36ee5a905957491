package io.jiaxiao.order.subscription.domain;

import io.jiaxiao.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a subscription; never edited.
 *
 * @param actor       {@code person:ID}, {@code operator:ID} or {@code system}
 * @param purchaseId  the purchase it is about; null for none
 * @param paidThrough last paid day after it
 * @param amount      money it is about: paid, or to come back; null for none
 * @param note        words for operators; may be empty
 */
public record SubscriptionEvent(
        Kind kind,
        Instant at,
        String actor,
        @Nullable Long purchaseId,
        LocalDate paidThrough,
        @Nullable Money amount,
        String note) {

    public static final String SYSTEM = "system";

    /** What can happen. */
    public enum Kind {
        CREATED,
        ACTIVATED,
        RENEWED,
        /** An operator has taken a renewal back. */
        RENEWAL_UNDONE,
        PAUSED,
        RESUMED,
        CANCEL_SCHEDULED,
        CANCEL_WITHDRAWN,
        CANCELLED,
        REFUNDED,
        EXPIRED,
        /** An order of the old platform was brought here: the subscription began with it, or goes on with it (O8). */
        MIGRATED,
        /** What {@link #MIGRATED} added was taken out again. */
        MIGRATION_UNDONE
    }
}
