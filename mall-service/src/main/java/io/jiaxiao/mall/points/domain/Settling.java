package io.jiaxiao.mall.points.domain;

import io.jiaxiao.mall.points.LedgerRefusal;
import java.util.List;

/** A hold ends, or what it spent comes back. */
final class Settling {

    private Settling() {}

    static Outcome settle(Books books, LedgerCommand.Settle command) {
        Hold hold = books.hold(command.holdId());
        if (hold == null) {
            return new Outcome.Refused(LedgerRefusal.HOLD_UNKNOWN, 0);
        }
        if (hold.state() == command.to()) {
            return new Outcome.Settled(hold.id(), hold.points());
        }
        if (!hold.state().canBecome(command.to())) {
            return new Outcome.Refused(LedgerRefusal.HOLD_SETTLED_OTHERWISE, 0);
        }
        Account account = books.account(hold.personId());
        hold.become(command.to());
        if (command.to() == HoldState.POSTED) {
            post(books, account, hold, command.reason());
        } else {
            release(books, account, hold, command.reason());
        }
        return new Outcome.Settled(hold.id(), hold.points());
    }

    private static void post(Books books, Account account, Hold hold, String reason) {
        for (Hold.Share share : hold.shares()) {
            books.lot(share.lotId()).post(share.points());
            books.post(SystemAccount.REDEEMED, share.line(), share.points());
        }
        books.enter(account, Move.ofHold(TransferKind.POST, hold.points(), hold, reason));
    }

    /** A lot that ended while it was held gets the grace period, but once: or cancelling orders would keep it for ever. */
    private static void release(Books books, Account account, Hold hold, String reason) {
        for (Hold.Share share : hold.shares()) {
            endOverdue(books, account, books.lot(share.lotId()));
        }
        for (Hold.Share share : hold.shares()) {
            books.lot(share.lotId()).release(share.points());
        }
        books.enter(account, Move.ofHold(TransferKind.RELEASE, hold.points(), hold, reason));
        for (Hold.Share share : hold.shares()) {
            Lot lot = books.lot(share.lotId());
            if (lot.isOver(books.now()) && (lot.isGraced() || !books.grace(lot))) {
                Expiring.end(books, account, lot);
            }
        }
    }

    /** Grace is for what comes back, not for what else is left of the lot. */
    private static void endOverdue(Books books, Account account, Lot lot) {
        if (lot.isOver(books.now())) {
            Expiring.end(books, account, lot);
        }
    }

    static Outcome reverse(Books books, LedgerCommand.Reverse command) {
        Hold hold = books.hold(command.holdId());
        if (hold == null) {
            return new Outcome.Refused(LedgerRefusal.HOLD_UNKNOWN, 0);
        }
        long spent = hold.state() == HoldState.POSTED ? hold.points() - hold.reversed() : 0;
        if (command.points() > spent) {
            return new Outcome.Refused(LedgerRefusal.MORE_THAN_SPENT, 0);
        }
        Account account = books.account(hold.personId());
        List<Hold.Share> youngestFirst = hold.shares().reversed();
        for (Hold.Share share : youngestFirst) {
            endOverdue(books, account, books.lot(share.lotId()));
        }
        long missing = command.points();
        for (Hold.Share share : youngestFirst) {
            long back = share.giveBack(missing);
            if (back > 0) {
                Lot lot = books.lot(share.lotId());
                lot.giveBack(back);
                account.add(lot);
                books.post(SystemAccount.REDEEMED, share.line(), -back);
                missing -= back;
            }
        }
        long transferId =
                books.enter(account, Move.ofHold(TransferKind.REVERSE, command.points(), hold, command.reason()));
        endWhatHasNoGrace(books, account, youngestFirst);
        return new Outcome.Reversed(transferId, command.points());
    }

    private static void endWhatHasNoGrace(Books books, Account account, List<Hold.Share> shares) {
        for (Hold.Share share : shares) {
            Lot lot = books.lot(share.lotId());
            if (lot.available() > 0 && lot.isOver(books.now()) && !books.grace(lot)) {
                Expiring.end(books, account, lot);
            }
        }
    }
}
