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

    /** Approved ones nobody has finished, oldest first. */
    public List<Adjustment> unfinished(int most) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM points_adjustment WHERE state = 'APPROVED' ORDER BY id LIMIT ?",
                (row, number) -> adjustment(row),
                most);
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
