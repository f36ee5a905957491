package io.jiaxiao.order.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscription its owner ended, at once or for its last paid day.
 *
 * @param purchaseId the latest that paid for it; null for none
 */
public record Cancellation(
        long subscriptionId, @Nullable Long purchaseId, String schoolId, String productCode, Instant at) {}
