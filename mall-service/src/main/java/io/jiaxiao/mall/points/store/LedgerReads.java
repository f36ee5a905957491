package io.jiaxiao.mall.points.store;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.mall.points.domain.Account;
import io.jiaxiao.mall.points.domain.Books;
import io.jiaxiao.mall.points.domain.CommandKey;
import io.jiaxiao.mall.points.domain.Hold;
import io.jiaxiao.mall.points.domain.HoldState;
import io.jiaxiao.mall.points.domain.Lot;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Loads what a batch concerns, with one statement per table. Nothing is read before the accounts are locked but who owns a hold. */
@Repository
public class LedgerReads {

    private static final String LOT_COLUMNS =
            "id, person_id, line, event, granted, available, held, expires_at, graced";

    private final JdbcTemplate jdbc;

    public LedgerReads(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose holds these are; a hold never changes its owner, so no lock is needed. Unknown ones are left out. */
    public Map<Long, Long> owners(Collection<Long> holds) {
        Map<Long, Long> owners = new HashMap<>();
        jdbc.query("SELECT id, person_id FROM points_hold WHERE id IN " + Sql.in(holds), (ResultSet row) -> {
            owners.put(row.getLong(1), row.getLong(2));
        });
        return owners;
    }

    /** Locks accounts in ascending order; people without one are left out. */
    public List<Account> lock(SortedSet<Long> persons) {
        // Forced, since a scan of a small table would wait for rows that are none of ours.
        return jdbc.query(
                "SELECT person_id, available, held, frozen, entries FROM points_account FORCE INDEX (PRIMARY)"
                        + " WHERE person_id IN " + Sql.in(persons) + " ORDER BY person_id FOR UPDATE",
                (row, number) ->
                        new Account(row.getLong(1), row.getLong(2), row.getLong(3), row.getBoolean(4), row.getLong(5)));
    }

    /** Gives people an empty account if they have none. */
    public void open(SortedSet<Long> persons) {
        String rows = persons.stream().map(person -> "(" + person + ",0,0,0)").collect(Collectors.joining(","));
        jdbc.update("INSERT IGNORE INTO points_account (person_id, available, held, entries) VALUES " + rows);
    }

    /** Holds with what their lots pay. */
    public List<Hold> holds(Collection<Long> ids) {
        Map<Long, List<Hold.Share>> shares = new HashMap<>();
        jdbc.query(
                "SELECT hold_id, position, lot_id, line, points, reversed FROM points_hold_lot WHERE hold_id IN "
                        + Sql.in(ids) + " ORDER BY hold_id, position",
                (ResultSet row) -> {
                    shares.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                            .add(new Hold.Share(
                                    row.getInt(2),
                                    row.getLong(3),
                                    ProductLine.valueOf(row.getString(4)),
                                    row.getLong(5),
                                    row.getLong(6)));
                });
        return jdbc.query(
                "SELECT id, person_id, points, purpose, state FROM points_hold WHERE id IN " + Sql.in(ids),
                (row, number) -> Hold.stored(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getString(4),
                        HoldState.valueOf(row.getString(5)),
                        shares.getOrDefault(row.getLong(1), List.of())));
    }

    /** Every open lot of these people. */
    public List<Lot> openLots(Collection<Long> persons) {
        return jdbc.query(
                "SELECT " + LOT_COLUMNS + " FROM points_lot FORCE INDEX (ix_points_lot_person) WHERE person_id IN "
                        + Sql.in(persons) + " AND open = TRUE",
                (row, number) -> lot(row));
    }

    public List<Lot> lots(Collection<Long> ids) {
        return jdbc.query(
                "SELECT " + LOT_COLUMNS + " FROM points_lot WHERE id IN " + Sql.in(ids), (row, number) -> lot(row));
    }

    /** What was earned so far of what is asked for. */
    public Map<Books.Earned, Long> earned(Collection<Books.Earned> wanted) {
        Map<Books.Earned, Long> earned = new HashMap<>();
        List<Object> arguments = new ArrayList<>();
        wanted.forEach(one -> {
            arguments.add(one.personId());
            arguments.add(Date.valueOf(one.day()));
            arguments.add(one.line().name());
            arguments.add(one.event());
        });
        String each = "(person_id = ? AND day = ? AND line = ? AND event = ?)";
        jdbc.query(
                "SELECT person_id, day, line, event, points FROM points_earned_day WHERE "
                        + String.join(" OR ", java.util.Collections.nCopies(wanted.size(), each)),
                (ResultSet row) -> {
                    earned.put(
                            new Books.Earned(
                                    row.getLong(1),
                                    row.getDate(2).toLocalDate(),
                                    ProductLine.valueOf(row.getString(3)),
                                    row.getString(4)),
                            row.getLong(5));
                },
                arguments.toArray());
        return earned;
    }

    /** Which of these keys have an answer. */
    public List<StoredAnswer> answers(Collection<CommandKey.Name> names) {
        Map<Integer, List<String>> byScope = new LinkedHashMap<>();
        names.forEach(name -> byScope.computeIfAbsent(name.scope(), scope -> new ArrayList<>())
                .add(name.key()));
        List<StoredAnswer> answers = new ArrayList<>();
        byScope.forEach((scope, keys) -> answers.addAll(jdbc.query(
                "SELECT scope, idem_key, request_hash, outcome, first_id, second_id, points, code, detail"
                        + " FROM points_key WHERE scope = " + scope + " AND idem_key IN " + Sql.marks(keys.size()),
                (row, number) -> new StoredAnswer(
                        new CommandKey(new CommandKey.Name(row.getInt(1), row.getString(2)), row.getString(3)),
                        row.getString(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getString(8),
                        row.getString(9)),
                keys.toArray())));
        return answers;
    }

    private static Lot lot(ResultSet row) throws SQLException {
        return Lot.stored(
                new Lot.Facts(
                        row.getLong(1),
                        row.getLong(2),
                        ProductLine.valueOf(row.getString(3)),
                        row.getString(4),
                        row.getLong(5),
                        Sql.instant(row, "expires_at")),
                row.getLong(6),
                row.getLong(7),
                row.getBoolean(9));
    }
}
