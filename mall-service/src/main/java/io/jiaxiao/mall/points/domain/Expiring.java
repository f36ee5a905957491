package io.jiaxiao.mall.points.domain;

/** Lots end. What is held of a lot lives on with its hold. */
final class Expiring {

    static final String CODE = "EXPIRED";

    private Expiring() {}

    static Outcome endOverdue(Books books, LedgerCommand.Expire command) {
        Account account = books.find(command.personId());
        return new Outcome.Expired(account == null ? 0 : endOverdue(books, account));
    }

    /** Ends what is overdue; answers how many points that were. */
    static long endOverdue(Books books, Account account) {
        if (!account.lotsAreKnown() || !account.endsOverdueNow()) {
            return 0;
        }
        long ended = 0;
        for (Lot lot : account.lots()) {
            if (!lot.isOver(books.now())) {
                break;
            }
            ended += end(books, account, lot);
        }
        return ended;
    }

    /** Ends what is available of a lot. */
    static long end(Books books, Account account, Lot lot) {
        long points = lot.available();
        if (points > 0) {
            lot.take(points);
            books.enter(account, Move.ofLot(TransferKind.EXPIRE, points, lot, CODE));
            books.post(SystemAccount.EXPIRED, lot.line(), points);
        }
        return points;
    }
}
