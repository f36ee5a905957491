package io.jiaxiao.mall.points;

import io.jiaxiao.starter.outbox.Outbox;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A hold as it is usually written: lock the account, look, write one row after the other. Writes what the ledger writes. */
final class HandWritten {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final LongSupplier ids;

    HandWritten(JdbcTemplate jdbc, TransactionTemplate transaction, Outbox outbox, LongSupplier ids) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.outbox = outbox;
        this.ids = ids;
    }

    private record Balances(long available, long held, long entries) {}

    private record Lot(long id, String line) {}

    void hold(String key, long holdId, long person, LedgerBed.Order order) {
        Instant moment = Instant.now(Clock.systemUTC());
        Timestamp now = Timestamp.from(moment);
        transaction.executeWithoutResult(status -> {
            Balances account = jdbc.query(
                            "SELECT available, held, entries FROM points_account WHERE person_id = ? FOR UPDATE",
                            (row, number) -> new Balances(row.getLong(1), row.getLong(2), row.getLong(3)),
                            person)
                    .getFirst();
            if (!jdbc.queryForList("SELECT 1 FROM points_key WHERE scope = 0 AND idem_key = ?", key)
                    .isEmpty()) {
                throw new IllegalStateException("the key is known");
            }
            Lot lot = jdbc.query(
                            "SELECT id, line FROM points_lot WHERE person_id = ? AND open = TRUE AND available > 0"
                                    + " AND expires_at > ? ORDER BY expires_at, id LIMIT 1",
                            (row, number) -> new Lot(row.getLong(1), row.getString(2)),
                            person,
                            now)
                    .getFirst();
            long available = account.available() - 1;
            long held = account.held() + 1;
            long seq = account.entries() + 1;
            jdbc.update(
                    "UPDATE points_account SET available = ?, held = ?, entries = ? WHERE person_id = ?",
                    available,
                    held,
                    seq,
                    person);
            jdbc.update(
                    "UPDATE points_lot SET available = available - 1, held = held + 1 WHERE id = ? AND available >= 1",
                    lot.id());
            jdbc.update(
                    "INSERT INTO points_transfer (person_id, seq, id, kind, points, hold_id, code, available_after,"
                            + " held_after, at) VALUES (?,?,?,'HOLD',1,?,'REDEMPTION',?,?,?)",
                    person,
                    seq,
                    ids.getAsLong(),
                    holdId,
                    available,
                    held,
                    now);
            jdbc.update(
                    "INSERT INTO points_hold (id, person_id, points, state, purpose, held_at)"
                            + " VALUES (?,?,1,'OPEN','REDEMPTION',?)",
                    holdId,
                    person,
                    now);
            jdbc.update(
                    "INSERT INTO points_hold_lot (hold_id, position, lot_id, line, points) VALUES (?,0,?,?,1)",
                    holdId,
                    lot.id(),
                    lot.line());
            jdbc.update(
                    "INSERT INTO points_key (scope, idem_key, request_hash, outcome, first_id, second_id, points,"
                            + " created_at) VALUES (0,?,?,'HELD',?,0,1,?)",
                    key,
                    "h".repeat(43),
                    holdId,
                    now);
            outbox.appendAll(List.of(LedgerBed.event(order, holdId, moment)));
        });
    }
}
