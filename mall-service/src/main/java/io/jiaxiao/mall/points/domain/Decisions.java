package io.jiaxiao.mall.points.domain;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.points.LedgerRefusal;
import java.util.Optional;

/** Decides the commands of a batch, one after the other, each on what those before it left. */
public final class Decisions {

    private final Books books;
    private final Admission admission;

    public Decisions(Books books, Admission admission) {
        this.books = books;
        this.admission = admission;
    }

    /** What must agree to a hold that the ledger itself would take. */
    @FunctionalInterface
    public interface Admission {

        /** @return the reason for a no; empty for yes */
        Optional<Refusal> admit(LedgerCommand.Hold hold);
    }

    /** The answer; the one given before where the key is known. */
    public Outcome decide(LedgerCommand command) {
        CommandKey key = command.key();
        if (key == null) {
            return fresh(command);
        }
        Books.Answered before = books.answered(key.name());
        if (before != null) {
            return before.key().hash().equals(key.hash())
                    ? before.outcome()
                    : new Outcome.Refused(LedgerRefusal.KEY_REUSED, 0);
        }
        Outcome outcome = fresh(command);
        books.answer(key, outcome);
        return outcome;
    }

    private Outcome fresh(LedgerCommand command) {
        return switch (command) {
            case LedgerCommand.Grant grant -> Granting.grant(books, grant);
            case LedgerCommand.Hold hold -> Spending.hold(books, hold, admission);
            case LedgerCommand.Debit debit -> Spending.debit(books, debit);
            case LedgerCommand.Settle settle -> Settling.settle(books, settle);
            case LedgerCommand.Reverse reverse -> Settling.reverse(books, reverse);
            case LedgerCommand.Expire expire -> Expiring.endOverdue(books, expire);
        };
    }
}
