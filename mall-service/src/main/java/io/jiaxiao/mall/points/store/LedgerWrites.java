package io.jiaxiao.mall.points.store;

import io.jiaxiao.mall.day.BusinessDay;
import io.jiaxiao.mall.points.domain.Account;
import io.jiaxiao.mall.points.domain.Books;
import io.jiaxiao.mall.points.domain.Hold;
import io.jiaxiao.mall.points.domain.HoldState;
import io.jiaxiao.mall.points.domain.Lot;
import io.jiaxiao.mall.points.domain.SystemPosting;
import io.jiaxiao.mall.points.domain.Transfer;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;
import org.springframework.stereotype.Repository;

/**
 * Writes what a batch decided, with one statement per table. Entries are inserted under the account's next number, so a
 * writer that missed another's change collides instead of overwriting it; the tables' checks keep balances from falling
 * below zero; every update must meet as many rows as it was meant for.
 */
@Repository
public class LedgerWrites {

    private final JdbcTemplate jdbc;

    public LedgerWrites(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws org.springframework.dao.DataAccessException or IllegalStateException: nothing of the batch may commit */
    public void write(Books books) {
        String now = Sql.moment(books.moment());
        insertTransfers(books.transfers(), now);
        updateAccounts(books.movedAccounts());
        insertLots(books.freshLots(), now);
        updateLots(books.movedLots());
        lengthenLots(books.lotsLivingLonger());
        writeHolds(books.holds(), now);
        insertSystem(books);
        writeEarned(books.newlyEarned());
        insertAnswers(books.newlyAnswered(), now);
    }

    private void insertTransfers(List<Transfer> transfers, String now) {
        insert(
                "INSERT INTO points_transfer (person_id, seq, id, kind, points, line, lot_id, hold_id, code,"
                        + " available_after, held_after, at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                transfers,
                (row, transfer) -> {
                    row.setLong(1, transfer.personId());
                    row.setLong(2, transfer.seq());
                    row.setLong(3, transfer.id());
                    row.setString(4, transfer.kind().name());
                    row.setLong(5, transfer.points());
                    row.setString(
                            6, transfer.line() == null ? null : transfer.line().name());
                    row.setObject(7, transfer.lotId(), Types.BIGINT);
                    row.setObject(8, transfer.holdId(), Types.BIGINT);
                    row.setString(9, transfer.code());
                    row.setLong(10, transfer.availableAfter());
                    row.setLong(11, transfer.heldAfter());
                    row.setString(12, now);
                });
    }

    private void updateAccounts(List<Account> accounts) {
        var rows = new Upsert("points_account (person_id, available, held, entries)", "available", "held", "entries");
        accounts.forEach(
                account -> rows.row(account.personId(), account.available(), account.held(), account.entries()));
        rows.update(jdbc);
    }

    private void insertLots(List<Lot> lots, String now) {
        insert(
                "INSERT INTO points_lot (id, person_id, line, event, granted, available, held, expires_at, graced,"
                        + " open, granted_at) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                lots,
                (row, lot) -> {
                    row.setLong(1, lot.id());
                    row.setLong(2, lot.personId());
                    row.setString(3, lot.line().name());
                    row.setString(4, lot.event());
                    row.setLong(5, lot.granted());
                    row.setLong(6, lot.available());
                    row.setLong(7, lot.held());
                    row.setString(8, Sql.moment(lot.expiresAt()));
                    row.setBoolean(9, lot.isGraced());
                    row.setBoolean(10, lot.isOpen());
                    row.setString(11, now);
                });
    }

    private void updateLots(List<Lot> lots) {
        var rows = new Upsert(
                "points_lot (id, person_id, line, granted, available, held, open)", "available", "held", "open");
        lots.forEach(lot -> rows.row(
                lot.id(),
                lot.personId(),
                lot.line().name(),
                lot.granted(),
                lot.available(),
                lot.held(),
                lot.isOpen() ? 1 : 0));
        rows.update(jdbc);
    }

    private void lengthenLots(List<Lot> lots) {
        updateEach("UPDATE points_lot SET expires_at = ?, graced = TRUE WHERE id = ?", lots, (row, lot) -> {
            row.setString(1, Sql.moment(lot.expiresAt()));
            row.setLong(2, lot.id());
        });
    }

    private void writeHolds(Collection<Hold> all, String now) {
        List<Hold> fresh = all.stream().filter(Hold::isFresh).toList();
        insert(
                "INSERT INTO points_hold (id, person_id, points, reversed, state, purpose, held_at, settled_at)"
                        + " VALUES (?,?,?,?,?,?,?,?)",
                fresh,
                (row, hold) -> {
                    row.setLong(1, hold.id());
                    row.setLong(2, hold.personId());
                    row.setLong(3, hold.points());
                    row.setLong(4, hold.reversed());
                    row.setString(5, hold.state().name());
                    row.setString(6, hold.purpose());
                    row.setString(7, now);
                    row.setString(8, hold.state() == HoldState.OPEN ? null : now);
                });
        insert(
                "INSERT INTO points_hold_lot (hold_id, position, lot_id, line, points, reversed) VALUES (?,?,?,?,?,?)",
                fresh.stream()
                        .flatMap(hold -> hold.shares().stream().map(share -> new ShareOf(hold.id(), share)))
                        .toList(),
                (row, of) -> {
                    row.setLong(1, of.hold());
                    row.setInt(2, of.share().position());
                    row.setLong(3, of.share().lotId());
                    row.setString(4, of.share().line().name());
                    row.setLong(5, of.share().points());
                    row.setLong(6, of.share().reversed());
                });
        List<Hold> stored = all.stream().filter(hold -> !hold.isFresh()).toList();
        settle(stored, HoldState.POSTED, now);
        settle(stored, HoldState.RELEASED, now);
        reverse(stored);
    }

    private record ShareOf(long hold, Hold.Share share) {}

    private void settle(List<Hold> holds, HoldState to, String now) {
        List<Long> moved = holds.stream()
                .filter(hold -> hold.hasMoved() && hold.state() == to)
                .map(Hold::id)
                .toList();
        if (!moved.isEmpty()) {
            Upsert.expect(
                    moved.size(),
                    jdbc.update(
                            "UPDATE points_hold SET state = ?, settled_at = ? WHERE state = 'OPEN' AND id IN "
                                    + Sql.in(moved),
                            to.name(),
                            now));
        }
    }

    private void reverse(List<Hold> holds) {
        List<ShareOf> reversed = holds.stream()
                .flatMap(hold -> hold.shares().stream().map(share -> new ShareOf(hold.id(), share)))
                .filter(of -> of.share().newlyReversed() > 0)
                .toList();
        updateEach(
                "UPDATE points_hold_lot SET reversed = reversed + ? WHERE hold_id = ? AND position = ?",
                reversed,
                (row, of) -> {
                    row.setLong(1, of.share().newlyReversed());
                    row.setLong(2, of.hold());
                    row.setInt(3, of.share().position());
                });
        updateEach(
                "UPDATE points_hold SET reversed = reversed + ? WHERE id = ? AND state = 'POSTED'",
                reversed,
                (row, of) -> {
                    row.setLong(1, of.share().newlyReversed());
                    row.setLong(2, of.hold());
                });
    }

    private void insertSystem(Books books) {
        Date day = Date.valueOf(BusinessDay.of(books.moment()));
        insert(
                "INSERT INTO points_system_entry (account, line, day, points) VALUES (?,?,?,?)",
                books.systemPostings(),
                (row, posting) -> set(row, posting, day));
    }

    private static void set(PreparedStatement row, SystemPosting posting, Date day) throws SQLException {
        row.setString(1, posting.account().name());
        row.setString(2, posting.line().name());
        row.setDate(3, day);
        row.setLong(4, posting.points());
    }

    private void writeEarned(Map<Books.Earned, Long> earned) {
        insert(
                "INSERT INTO points_earned_day (person_id, day, line, event, points) VALUES (?,?,?,?,?)"
                        + " ON DUPLICATE KEY UPDATE points = VALUES(points)",
                List.copyOf(earned.entrySet()),
                (row, one) -> {
                    row.setLong(1, one.getKey().personId());
                    row.setDate(2, Date.valueOf(one.getKey().day()));
                    row.setString(3, one.getKey().line().name());
                    row.setString(4, one.getKey().event());
                    row.setLong(5, one.getValue());
                });
    }

    private void insertAnswers(List<Books.Answered> answers, String now) {
        insert(
                "INSERT INTO points_key (scope, idem_key, request_hash, outcome, first_id, second_id, points, code,"
                        + " detail, created_at) VALUES (?,?,?,?,?,?,?,?,?,?)",
                answers,
                (row, answered) -> {
                    StoredAnswer answer = StoredAnswer.of(answered.key(), answered.outcome());
                    row.setInt(1, answer.key().name().scope());
                    row.setString(2, answer.key().name().key());
                    row.setString(3, answer.key().hash());
                    row.setString(4, answer.outcome());
                    row.setLong(5, answer.firstId());
                    row.setLong(6, answer.secondId());
                    row.setLong(7, answer.points());
                    row.setString(8, answer.code());
                    row.setString(9, answer.detail());
                    row.setString(10, now);
                });
    }

    private <T> void insert(String sql, List<T> rows, ParameterizedPreparedStatementSetter<T> setter) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows, rows.size(), setter);
        }
    }

    /** For what is rare: one statement per row, each of which must meet its row. */
    private <T> void updateEach(String sql, List<T> rows, ParameterizedPreparedStatementSetter<T> setter) {
        for (T row : rows) {
            Upsert.expect(1, jdbc.update(sql, statement -> setter.setValues(statement, row)));
        }
    }
}
