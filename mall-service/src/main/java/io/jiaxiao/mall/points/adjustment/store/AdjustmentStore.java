package io.jiaxiao.mall.points.adjustment.store;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.mall.points.adjustment.Adjustment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Adjustments; every move names the state it leaves. */
@Repository
public class AdjustmentStore {

    private static final String COLUMNS = "id, person_id, line, points, reason, valid_until, state, refusal,"
            + " requested_by, requested_at, decided_by, decided_at";

    private final JdbcTemplate jdbc;

    AdjustmentStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Adjustment adjustment) {
        jdbc.update(
                "INSERT INTO points_adjustment (" + COLUMNS + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                adjustment.id(),
                adjustment.personId(),
                adjustment.line().name(),
                adjustment.points(),
                adjustment.reason(),
                Timestamp.from(adjustment.validUntil()),
                adjustment.state().name(),
                adjustment.refusal(),
                adjustment.requestedBy(),
                Timestamp.from(adjustment.requestedAt()),
                adjustment.decidedBy(),
                timestamp(adjustment.decidedAt()));
    }

    public Optional<Adjustment> find(long id) {
        return jdbc
                .query(
                        "SELECT " + COLUMNS + " FROM points_adjustment WHERE id = ?",
                        (row, number) -> adjustment(row),
                        id)
                .stream()
                .findFirst();
    }

    /** @param state null for all; newest first */
    public List<Adjustment> page(Adjustment.@Nullable State state, int page, int size) {
        String where = state == null ? "" : " WHERE state = '" + state.name() + "'";
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM points_adjustment" + where + " ORDER BY id DESC LIMIT ? OFFSET ?",
                (row, number) -> adjustment(row),
                size,
                (long) page * size);
    }

    /** Approved ones nobody has finished, oldest first, after the one given. */
    public List<Adjustment> unfinished(long after, int most) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM points_adjustment WHERE state = 'APPROVED' AND id > ? ORDER BY id LIMIT ?",
                (row, number) -> adjustment(row),
                after,
                most);
    }

    /**
     * In a transaction: how many points an operator has moved for a person since then without another's approval, given and
     * taken alike. Until it ends nobody else counts that person's; someone without an account gets an empty one for the lock.
     */
    public long lockAlone(String operator, long personId, Instant since) {
        // Unlike INSERT IGNORE it takes the row's own lock at once, so two of them wait for each other in line.
        jdbc.update(
                "INSERT INTO points_account (person_id, available, held, entries) VALUES (?, 0, 0, 0)"
                        + " ON DUPLICATE KEY UPDATE person_id = person_id",
                personId);
        Long points = jdbc.queryForObject(
                "SELECT COALESCE(SUM(ABS(points)), 0) FROM points_adjustment WHERE person_id = ? AND requested_by = ?"
                        + " AND requested_at >= ? AND decided_by IS NULL AND state IN ('APPROVED', 'APPLIED')",
                Long.class,
                personId,
                operator,
                Timestamp.from(since));
        return points == null ? 0 : points;
    }

    /** False when it does not wait any more. */
    public boolean decide(long id, Adjustment.State to, String by, Instant at) {
        return jdbc.update(
                        "UPDATE points_adjustment SET state = ?, decided_by = ?, decided_at = ?"
                                + " WHERE id = ? AND state = 'WAITING'",
                        to.name(),
                        by,
                        Timestamp.from(at),
                        id)
                == 1;
    }

    /** False when another has finished it. */
    public boolean finish(long id, Adjustment.State to, @Nullable String refusal) {
        return jdbc.update(
                        "UPDATE points_adjustment SET state = ?, refusal = ? WHERE id = ? AND state = 'APPROVED'",
                        to.name(),
                        refusal,
                        id)
                == 1;
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static Adjustment adjustment(ResultSet row) throws SQLException {
        Timestamp decided = row.getTimestamp("decided_at");
        return new Adjustment(
                row.getLong("id"),
                row.getLong("person_id"),
                ProductLine.valueOf(row.getString("line")),
                row.getLong("points"),
                row.getString("reason"),
                row.getTimestamp("valid_until").toInstant(),
                Adjustment.State.valueOf(row.getString("state")),
                row.getString("refusal"),
                row.getString("requested_by"),
                row.getTimestamp("requested_at").toInstant(),
                row.getString("decided_by"),
                decided == null ? null : decided.toInstant());
    }
}
