package io.jiaxiao.order.migration.domain;

import io.jiaxiao.order.subscription.domain.OldTerm.Then;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A good line of the old platform's file, in its own codes (docs/flows/migration.md).
 *
 * @param guardianNo who opened it; null when the file does not say
 * @param refundedFen of what was paid, given back by the old platform
 * @param pausedOn   last day of use before the pause; null unless paused
 * @param resumesOn  first day of use after it; null unless paused
 * @param endedOn    last day of use; null unless cancelled or refunded
 */
public record OldOrder(
        String orderNo,
        String productCode,
        String childNo,
        @Nullable String guardianNo,
        String schoolCode,
        String classCode,
        Then state,
        OldChannel channel,
        long paidFen,
        long refundedFen,
        Instant paidAt,
        LocalDate from,
        LocalDate through,
        @Nullable LocalDate pausedOn,
        @Nullable LocalDate resumesOn,
        @Nullable LocalDate endedOn) {}
