package io.jiaxiao.order.desk;

import io.jiaxiao.order.catalogue.domain.PayMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator looks for; null for any. Of a subscription, class, payer, number and channel are those of one purchase that
 * paid for it.
 *
 * @param state    of the purchase or the subscription, by its name
 * @param personId whose subscription it is, or who pays
 * @param payerId  who pays
 * @param number   of a purchase
 * @param from     made then or later
 * @param till     made before then
 * @param channel  how it is paid
 * @param reviewDue whether an operator is to look at the purchase because of what risk said; null for subscriptions
 */
public record DeskFilter(
        @Nullable String state,
        @Nullable String product,
        @Nullable String schoolId,
        @Nullable String classId,
        @Nullable Long personId,
        @Nullable String childId,
        @Nullable Long payerId,
        @Nullable Long number,
        @Nullable Instant from,
        @Nullable Instant till,
        @Nullable PayMethod channel,
        @Nullable Boolean reviewDue) {}
