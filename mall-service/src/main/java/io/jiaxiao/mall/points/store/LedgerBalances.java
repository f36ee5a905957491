package io.jiaxiao.mall.points.store;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.kernel.Points;
import io.jiaxiao.mall.points.Balance;
import io.jiaxiao.mall.points.LotShare;
import io.jiaxiao.mall.points.domain.CommandKey;
import io.jiaxiao.starter.gather.Gathered;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What a person has and what a key was answered, read without a lock and in one statement, so that its numbers fit each other. */
@Repository
public class LedgerBalances implements AutoCloseable {

    private static final Duration SOON = Duration.ofDays(30);

    private final JdbcTemplate jdbc;
    private final LedgerReads reads;
    private final Gathered<Long, Long> available;

    public LedgerBalances(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.reads = new LedgerReads(jdbc);
        this.available = new Gathered<>("available-reads", this::available);
    }

    @Override
    public void close() {
        available.close();
    }

    /** What was committed under this key. */
    public Optional<StoredAnswer> answer(CommandKey.Name key) {
        return reads.answers(List.of(key)).stream().findFirst();
    }

    /** Lots whose time has come count as gone, whether or not the job has been there. */
    public Balance balance(long personId, Instant now) {
        List<Balance> found = jdbc.query(
                "SELECT a.available, a.held, a.frozen,"
                        + " COALESCE(SUM(CASE WHEN l.expires_at <= ? THEN l.available ELSE 0 END), 0) AS overdue,"
                        + " COALESCE(SUM(CASE WHEN l.expires_at > ? AND l.expires_at <= ? THEN l.available ELSE 0 END), 0)"
                        + " AS soon FROM points_account a"
                        + " LEFT JOIN points_lot l ON l.person_id = a.person_id AND l.open = TRUE"
                        + " WHERE a.person_id = ? GROUP BY a.person_id, a.available, a.held, a.frozen",
                (row, number) -> new Balance(
                        Points.of(row.getLong("available") - row.getLong("overdue")),
                        Points.of(row.getLong("held")),
                        Points.of(row.getLong("soon")),
                        row.getBoolean("frozen")),
                Sql.moment(now),
                Sql.moment(now),
                Sql.moment(now.plus(SOON)),
                personId);
        return found.isEmpty() ? Balance.NONE : found.getFirst();
    }

    /** Overdue points included, since only reading every lot would tell; 0 for who has no account. */
    public long availableAtMost(long personId) {
        return available.get(personId).orElse(0L);
    }

    private Map<Long, Long> available(List<Long> persons) {
        Map<Long, Long> found = new HashMap<>();
        jdbc.query(
                "SELECT person_id, available FROM points_account WHERE person_id IN ("
                        + String.join(",", Collections.nCopies(persons.size(), "?")) + ")",
                row -> {
                    found.put(row.getLong(1), row.getLong(2));
                },
                persons.toArray());
        return found;
    }

    public List<LotShare> shares(long holdId) {
        return jdbc.query(
                "SELECT lot_id, line, points FROM points_hold_lot WHERE hold_id = ? ORDER BY position",
                (row, number) -> new LotShare(row.getLong(1), ProductLine.valueOf(row.getString(2)), row.getLong(3)),
                holdId);
    }
}
