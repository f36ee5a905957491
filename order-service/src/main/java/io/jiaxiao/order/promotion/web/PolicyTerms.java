package io.jiaxiao.order.promotion.web;

import io.jiaxiao.order.promotion.domain.Policy;
import io.jiaxiao.order.promotion.domain.Policy.AfterCancel;
import io.jiaxiao.order.promotion.domain.Policy.Payout;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * What a policy promises; see {@link Policy}.
 *
 * @param paidMonths       of so many months paid at once
 * @param returnedMonths   the fee of so many comes back
 * @param payout           INSTALMENTS: one after each of the last returned months; AT_ONCE: all after the last paid one
 * @param firstOnly        only for a child that never had the product
 * @param longestPauseDays more lost days forfeit what has not come back
 * @param afterCancel      DEDUCT: what came back is taken off what a cancellation gives; KEEP: it is not
 * @param coolingOffDays   up to so many days after payment all of the money comes back on cancellation
 */
@WithinPaidMonths
record PolicyTerms(
        @NotBlank @Size(min = 2, max = 64) String title,
        @NotNull @Min(1) @Max(36) Integer paidMonths,
        @NotNull @Min(1) @Max(36) Integer returnedMonths,
        @NotNull Payout payout,
        @NotNull Boolean firstOnly,
        @NotNull @Min(0) @Max(366) Integer longestPauseDays,
        @NotNull AfterCancel afterCancel,
        @NotNull @Min(0) @Max(30) Integer coolingOffDays) {

    static PolicyTerms of(Policy policy) {
        return new PolicyTerms(
                policy.title(),
                policy.paidMonths(),
                policy.returnedMonths(),
                policy.payout(),
                policy.firstOnly(),
                policy.longestPauseDays(),
                policy.afterCancel(),
                policy.coolingOffDays());
    }

    Policy draft(String code) {
        return new Policy(
                code,
                0,
                title,
                paidMonths,
                returnedMonths,
                payout,
                firstOnly,
                longestPauseDays,
                afterCancel,
                coolingOffDays);
    }
}
