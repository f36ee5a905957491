package io.jiaxiao.mall.points.domain;

import io.jiaxiao.mall.points.LedgerRefusal;

/** Points come in as a lot. */
final class Granting {

    private Granting() {}

    static Outcome grant(Books books, LedgerCommand.Grant command) {
        Account account = books.account(command.personId());
        if (!command.expiresAt().isAfter(books.now())) {
            return new Outcome.Refused(LedgerRefusal.ALREADY_EXPIRED, account.available());
        }
        long points = withinTheDay(books, command);
        if (points == 0) {
            return new Outcome.Capped();
        }
        Lot lot = Lot.granted(new Lot.Facts(
                books.nextId(), command.personId(), command.line(), command.event(), points, command.expiresAt()));
        TransferKind kind = command.from() == SystemAccount.ADJUSTED ? TransferKind.CREDIT : TransferKind.GRANT;
        long transferId = books.enter(account, Move.ofLot(kind, points, lot, command.event()));
        books.add(lot);
        books.post(command.from(), command.line(), -points);
        return new Outcome.Granted(transferId, lot.id(), points);
    }

    private static long withinTheDay(Books books, LedgerCommand.Grant command) {
        LedgerCommand.DailyCap cap = command.cap();
        if (cap == null) {
            return command.points();
        }
        var earned = new Books.Earned(command.personId(), cap.day(), command.line(), command.event());
        long points = Math.min(command.points(), Math.max(0, cap.most() - books.earned(earned)));
        if (points > 0) {
            books.earn(earned, points);
        }
        return points;
    }
}
