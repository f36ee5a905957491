package io.jiaxiao.order.promotion.domain;

import io.jiaxiao.kernel.Money;

/**
 * What a promotion promises (O4): who pays {@code paidMonths} at once gets the fee of {@code returnedMonths} back.
 *
 * @param paidMonths       at least 1
 * @param returnedMonths   1 to {@code paidMonths}: more than was paid cannot come back
 * @param firstOnly        only for a child that never had the product
 * @param longestPauseDays more lost days than these forfeit what has not come back yet
 * @param coolingOffDays   up to so many days after payment all of the money comes back on cancellation
 */
public record Policy(
        String code,
        int version,
        String title,
        int paidMonths,
        int returnedMonths,
        Payout payout,
        boolean firstOnly,
        int longestPauseDays,
        AfterCancel afterCancel,
        int coolingOffDays) {

    /** How it comes back. */
    public enum Payout {
        /** The fee of one month after each of the last {@code returnedMonths} paid months is over. */
        INSTALMENTS,
        /** All of it after the last paid month is over. */
        AT_ONCE
    }

    /** What a cancellation does to what came back already. */
    public enum AfterCancel {
        /** It is taken off what the cancellation gives back. */
        DEDUCT,
        /** It stays with the payer on top of it, as long as no more than the price comes back in all. */
        KEEP
    }

    public Policy {
        if (paidMonths < 1 || returnedMonths < 1 || returnedMonths > paidMonths) {
            throw new IllegalArgumentException(
                    "of " + paidMonths + " paid months " + returnedMonths + " cannot return");
        }
    }

    public Policy withVersion(int another) {
        return new Policy(
                code,
                another,
                title,
                paidMonths,
                returnedMonths,
                payout,
                firstOnly,
                longestPauseDays,
                afterCancel,
                coolingOffDays);
    }

    /** All that can come back of a price; a fraction of a fen does not. */
    public Money total(Money paid) {
        return Money.ofFen(Math.multiplyExact(paid.fen(), returnedMonths) / paidMonths);
    }

    public int instalments() {
        return payout == Payout.AT_ONCE ? 1 : returnedMonths;
    }

    /** The month after which an instalment comes back. @param no from 1 */
    int afterMonth(int no) {
        return paidMonths - instalments() + no;
    }

    /** The last one carries what does not divide. @param no from 1 */
    Money amount(Money paid, int no) {
        Money total = total(paid);
        long each = total.fen() / instalments();
        return no < instalments() ? Money.ofFen(each) : Money.ofFen(total.fen() - each * (instalments() - 1));
    }
}
