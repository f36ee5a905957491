package io.jiaxiao.order.subscription.domain;

import io.jiaxiao.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a term, by days (O4). The day of cancellation counts as used; a fraction of a fen is the payer's. Within the
 * cooling-off days after payment, all of it is left.
 *
 * @param days       paid for in all
 * @param unusedDays not used
 * @param worth      of the price, what was not used; never more than the price
 */
public record DayWorth(long purchaseId, Money paid, long days, long unusedDays, boolean coolingOff, Money worth) {

    /**
     * @param pausedOn last day of use when paused; null otherwise. No day is used after it
     */
    public static DayWorth of(Term term, LocalDate today, @Nullable LocalDate pausedOn, int coolingOffDays) {
        LocalDate lastUsed = pausedOn == null || today.isBefore(pausedOn) ? today : pausedOn;
        long unused = term.unusedAfter(lastUsed);
        boolean coolingOff = !today.isAfter(term.boughtOn().plusDays(coolingOffDays));
        if (coolingOff) {
            return new DayWorth(term.purchaseId(), term.paid(), term.days(), unused, true, term.paid());
        }
        long used = term.days() - unused;
        Money gone = Money.ofFen(Math.multiplyExact(term.paid().fen(), used) / term.days());
        return new DayWorth(
                term.purchaseId(),
                term.paid(),
                term.days(),
                unused,
                false,
                unused == 0 ? Money.ZERO : term.paid().minus(gone));
    }
}
