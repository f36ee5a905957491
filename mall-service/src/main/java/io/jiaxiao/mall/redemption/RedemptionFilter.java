package io.jiaxiao.mall.redemption;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which orders an operator wants to see; null for any.
 *
 * @param from        accepted at or after
 * @param until       accepted before
 * @param mobile      the receiver's or the topped up number
 * @param needsPerson only those a person has to look at
 * @param reviewDue   only those risk wants a person to look at, now or later
 */
public record RedemptionFilter(
        Instant from,
        Instant until,
        @Nullable RedemptionState state,
        @Nullable String channel,
        @Nullable Long personId,
        @Nullable Long skuId,
        @Nullable Mobile mobile,
        boolean needsPerson,
        boolean reviewDue) {}
