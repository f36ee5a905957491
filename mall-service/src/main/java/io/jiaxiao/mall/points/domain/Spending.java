package io.jiaxiao.mall.points.domain;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.points.LedgerRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Points are taken from the oldest lots first. */
final class Spending {

    private Spending() {}

    static Outcome hold(Books books, LedgerCommand.Hold command, Decisions.Admission admission) {
        Account account = books.find(command.personId());
        if (account == null) {
            return new Outcome.Refused(LedgerRefusal.NOT_ENOUGH_POINTS, 0);
        }
        Expiring.endOverdue(books, account);
        if (account.isFrozen()) {
            return new Outcome.Refused(LedgerRefusal.ACCOUNT_FROZEN, 0);
        }
        if (account.available() < command.points()) {
            return new Outcome.Refused(LedgerRefusal.NOT_ENOUGH_POINTS, account.available());
        }
        if (books.hold(command.holdId()) != null) {
            throw new IllegalArgumentException("hold number " + command.holdId() + " is used twice");
        }
        Optional<Refusal> no = admission.admit(command);
        if (no.isPresent()) {
            return new Outcome.CompanionRefused(no.get());
        }
        List<Hold.Share> shares = new ArrayList<>();
        for (Part part : oldestFirst(account, command.points())) {
            part.lot().hold(part.points());
            shares.add(new Hold.Share(shares.size(), part.lot().id(), part.lot().line(), part.points(), 0));
        }
        Hold hold = Hold.taken(command.holdId(), command.personId(), command.points(), command.purpose(), shares);
        books.add(hold);
        books.enter(account, Move.ofHold(TransferKind.HOLD, command.points(), hold, command.purpose()));
        return new Outcome.Held(hold.id(), hold.lots());
    }

    /** One entry per lot, so that the line that gets its points back is known. */
    static Outcome debit(Books books, LedgerCommand.Debit command) {
        Account account = books.find(command.personId());
        if (account == null) {
            return new Outcome.Refused(LedgerRefusal.NOT_ENOUGH_POINTS, 0);
        }
        Expiring.endOverdue(books, account);
        if (account.available() < command.points()) {
            return new Outcome.Refused(LedgerRefusal.NOT_ENOUGH_POINTS, account.available());
        }
        long lastId = 0;
        for (Part part : oldestFirst(account, command.points())) {
            part.lot().take(part.points());
            lastId = books.enter(account, Move.ofLot(TransferKind.DEBIT, part.points(), part.lot(), command.reason()));
            books.post(SystemAccount.ADJUSTED, part.lot().line(), part.points());
        }
        return new Outcome.Debited(lastId, command.points());
    }

    private record Part(Lot lot, long points) {}

    private static List<Part> oldestFirst(Account account, long points) {
        List<Part> parts = new ArrayList<>();
        long missing = points;
        for (Lot lot : account.lots()) {
            long taken = Math.min(missing, lot.available());
            if (taken > 0) {
                parts.add(new Part(lot, taken));
                missing -= taken;
            }
            if (missing == 0) {
                return parts;
            }
        }
        throw new IllegalStateException("the lots of " + account.personId() + " do not cover its balance");
    }
}
