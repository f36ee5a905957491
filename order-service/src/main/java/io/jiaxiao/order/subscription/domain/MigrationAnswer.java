package io.jiaxiao.order.subscription.domain;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of an order of the old platform here (O8); the same for a dry run and for the run itself. */
public sealed interface MigrationAnswer {

    /** The child's subscription begins with it. @param state running or paused */
    record Opens(Term term, SubscriptionState state) implements MigrationAnswer {}

    /**
     * The child's running subscription goes on with it.
     *
     * @param overlaps whether its days were paid here already, so that those left of it come behind
     */
    record Extends(Subscription running, Term term, boolean overlaps) implements MigrationAnswer {}

    /** It is over, and kept as a subscription that has ended; it opens nothing. @param last its last day of use */
    record Keeps(Term term, SubscriptionState state, LocalDate last) implements MigrationAnswer {}

    /** It cannot be brought here as it is. */
    record Stays(Why why) implements MigrationAnswer {}

    /** Why an old order cannot be brought here. */
    enum Why {
        /** The child has the product on the carrier's bill here; a term beside that would be paid twice. */
        ON_BILL,
        /** It is paused there, and the child has the product here: nobody can say which days are meant. */
        PAUSED_BESIDE_OPEN,
        /** It begins later, and nothing runs until then. Use has no beginning here, so it would open too soon. */
        STARTS_LATER,
        /** It begins some days after what the child has ends, and those days are not paid for. */
        GAP,
        /** Its dates do not fit how it stands, e.g. expired with its last day to come. */
        STATE_AGAINST_DATES
    }

    /**
     * @param running the child's open subscription whose last day is not over; null for none
     * @param today   business day
     */
    static MigrationAnswer of(OldTerm old, @Nullable Subscription running, LocalDate today) {
        return switch (old.then()) {
            case RUNNING -> running(old, running, today);
            case PAUSED -> paused(old, running, today);
            case EXPIRED ->
                old.through().isBefore(today)
                        ? new Keeps(old.asItWas(), SubscriptionState.EXPIRED, old.through())
                        : new Stays(Why.STATE_AGAINST_DATES);
            case CANCELLED -> ended(old, SubscriptionState.CANCELLED, today);
            case REFUNDED -> ended(old, SubscriptionState.REFUNDED, today);
        };
    }

    private static MigrationAnswer running(OldTerm old, @Nullable Subscription running, LocalDate today) {
        // The file may be some days old: what has run out since is over here too.
        if (old.through().isBefore(today)) {
            return new Keeps(old.asItWas(), SubscriptionState.EXPIRED, old.through());
        }
        if (running == null) {
            return old.from().isAfter(today)
                    ? new Stays(Why.STARTS_LATER)
                    : new Opens(old.asItWas(), SubscriptionState.ACTIVE);
        }
        if (running.byCarrier()) {
            return new Stays(Why.ON_BILL);
        }
        LocalDate paid = running.paidThrough();
        if (old.from().isAfter(paid.plusDays(1))) {
            return new Stays(Why.GAP);
        }
        if (old.from().isAfter(paid)) {
            return new Extends(running, old.days(paid, old.through()), false);
        }
        // Paid twice: what was used until today is used, the days left come behind.
        LocalDate used = old.from().isAfter(today) ? old.from().minusDays(1) : today;
        long left = old.through().toEpochDay() - used.toEpochDay();
        return left == 0
                ? new Keeps(old.asItWas(), SubscriptionState.EXPIRED, old.through())
                : new Extends(running, old.days(paid, paid.plusDays(left)), true);
    }

    private static MigrationAnswer paused(OldTerm old, @Nullable Subscription running, LocalDate today) {
        if (Objects.requireNonNull(old.pausedOn()).isAfter(today)) {
            return new Stays(Why.STATE_AGAINST_DATES);
        }
        return running == null ? new Opens(old.asItWas(), SubscriptionState.PAUSED) : new Stays(Why.PAUSED_BESIDE_OPEN);
    }

    private static MigrationAnswer ended(OldTerm old, SubscriptionState state, LocalDate today) {
        LocalDate ended = Objects.requireNonNull(old.endedOn());
        if (ended.isAfter(today)) {
            return new Stays(Why.STATE_AGAINST_DATES);
        }
        return new Keeps(old.asItWas(), state, ended.isBefore(old.through()) ? ended : old.through());
    }
}
