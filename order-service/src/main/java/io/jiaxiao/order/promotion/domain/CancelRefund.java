package io.jiaxiao.order.promotion.domain;

import io.jiaxiao.kernel.Money;
import org.jspecify.annotations.Nullable;

/** What a cancellation gives back of one purchase (O4). */
public final class CancelRefund {

    private CancelRefund() {}

    /**
     * @param price    paid for it, less what operators gave back above the rules
     * @param worth    of its unused days
     * @param policy   it was bought under; null for none
     * @param returned what of it has come back, or belongs to the payer already
     * @return from zero to what is left of the price
     */
    public static Money of(Money price, Money worth, @Nullable Policy policy, Money returned) {
        Money left = price.minus(returned);
        boolean deduct = policy != null && policy.afterCancel() == Policy.AfterCancel.DEDUCT;
        Money back = deduct ? worth.minus(returned) : worth;
        Money most = back.compareTo(left) > 0 ? left : back;
        return most.isNegative() ? Money.ZERO : most;
    }
}
