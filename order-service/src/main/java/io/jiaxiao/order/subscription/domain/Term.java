package io.jiaxiao.order.subscription.domain;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.domain.PlanLength;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one purchase paid for: the days after {@code after}, up to and including {@code through}.
 *
 * <p>Months are counted as 民法典 §§201–202 count them: the day of payment is not counted (it is a gift), and the last day is
 * the day of that number in the last month, or the end of that month when it has no such day. So one month from 15 January ends
 * with 15 February, one from 31 January with 28 (29) February, and twelve from 29 February with 28 February. Terms that follow
 * each other are counted from the first one's anchor: 31 January, 28 February, 31 March.
 *
 * @param boughtOn     day of payment; cooling-off counts from it
 * @param lostDays     days within it that a pause took; its end gave them back behind
 * @param anchor       day the months are counted from
 * @param anchorMonths months from the anchor to {@code through}; 0 when the anchor is {@code through} itself
 */
public record Term(
        long purchaseId,
        String planCode,
        Money paid,
        LocalDate boughtOn,
        LocalDate after,
        LocalDate through,
        int lostDays,
        LocalDate anchor,
        int anchorMonths) {

    /** What is bought. */
    public record Bought(long purchaseId, String planCode, Money paid, PlanLength length) {}

    /**
     * The term a purchase makes.
     *
     * @param last the term it follows; null when nothing is running
     * @return empty when not a day would be added: the school term is over, or paid for already
     */
    public static Optional<Term> next(Bought bought, @Nullable Term last, LocalDate today) {
        LocalDate after = last == null ? today : last.through();
        LocalDate anchor = last == null ? today : last.anchor();
        int months = last == null ? 0 : last.anchorMonths();
        Term term =
                switch (bought.length()) {
                    case PlanLength.Months length -> {
                        int total = months + length.months();
                        yield term(bought, today, after, anchor.plusMonths(total), anchor, total);
                    }
                    case PlanLength.UntilTermEnd length ->
                        term(bought, today, after, length.lastDay(), length.lastDay(), 0);
                };
        return term.through().isAfter(after) ? Optional.of(term) : Optional.empty();
    }

    /** On the carrier's bill: from today through the end of the calendar month; moved on as each month is billed. */
    public static Term onBill(Bought bought, LocalDate today) {
        LocalDate through = today.with(TemporalAdjusters.lastDayOfMonth());
        return term(bought, today, today.minusDays(1), through, through, 0);
    }

    /** The same with another last day. */
    public Term through(LocalDate day) {
        return new Term(purchaseId, planCode, paid, boughtOn, after, day, lostDays, day, 0);
    }

    private static Term term(
            Bought bought, LocalDate today, LocalDate after, LocalDate through, LocalDate anchor, int months) {
        return new Term(
                bought.purchaseId(), bought.planCode(), bought.paid(), today, after, through, 0, anchor, months);
    }

    /** Days it was paid for. */
    public long days() {
        return ChronoUnit.DAYS.between(after, through) - lostDays;
    }

    /** Paid days that come after the day given; that day itself counts as used. */
    public long unusedAfter(LocalDate day) {
        LocalDate used = day.isBefore(after) ? after : day;
        return Math.max(0, ChronoUnit.DAYS.between(used, through));
    }

    /** As it is when a pause that took {@code lost} days ends. @param pausedOn last day of use before the pause */
    public Term afterPause(LocalDate pausedOn, int lost) {
        if (lost == 0 || !through.isAfter(pausedOn)) {
            return this;
        }
        boolean running = !pausedOn.isBefore(after);
        LocalDate later = through.plusDays(lost);
        return new Term(
                purchaseId,
                planCode,
                paid,
                boughtOn,
                running ? after : after.plusDays(lost),
                later,
                running ? lostDays + lost : lostDays,
                later,
                0);
    }
}
