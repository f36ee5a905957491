package io.jiaxiao.order.migration.store;

import io.jiaxiao.order.migration.domain.Migration;
import io.jiaxiao.order.migration.domain.MigrationState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Migrations. Every change names the state it leaves; none opens a transaction. */
@Repository
public class MigrationStore {

    private static final String SELECT =
            "SELECT id, name, checksum, bytes, total, state, operator, reason, created_at, started_at, finished_at FROM migration";

    private final JdbcClient jdbc;

    MigrationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the same file is there already */
    public void insert(Migration one) {
        jdbc.sql("INSERT INTO migration (id, name, checksum, bytes, total, state, operator, reason, created_at)"
                        + " VALUES (?,?,?,?,?,?,?,?,?)")
                .params(
                        one.id(),
                        one.name(),
                        one.checksum(),
                        one.bytes(),
                        one.total(),
                        one.state().name(),
                        one.operator(),
                        one.reason(),
                        Timestamp.from(one.createdAt()))
                .update();
    }

    /** Once its lines are counted, in the transaction that stores them. */
    public void total(long id, int lines) {
        jdbc.sql("UPDATE migration SET total = ? WHERE id = ?")
                .params(lines, id)
                .update();
    }

    public Optional<Migration> find(long id) {
        return one(" WHERE id = ?", id);
    }

    public Optional<Migration> ofFile(String checksum) {
        return one(" WHERE checksum = ?", checksum);
    }

    /** In a transaction: nobody else moves it, or any of its rows, until the end. */
    public Optional<Migration> lock(long id) {
        return one(" WHERE id = ? FOR UPDATE", id);
    }

    private Optional<Migration> one(String where, Object argument) {
        return jdbc.sql(SELECT + where)
                .param(argument)
                .query(MigrationStore::migration)
                .optional();
    }

    /** Newest first. */
    public List<Migration> page(long offset, int most) {
        return jdbc.sql(SELECT + " ORDER BY id DESC LIMIT ? OFFSET ?")
                .params(most, offset)
                .query(MigrationStore::migration)
                .list();
    }

    /** Those with work in the background, the oldest first. */
    public List<Long> atWork() {
        return jdbc.sql("SELECT id FROM migration WHERE state IN ('CHECKING', 'RUNNING', 'UNDOING') ORDER BY id")
                .query(Long.class)
                .list();
    }

    /** Work begins. @param before as locked */
    public void begin(Migration before, MigrationState next, String operator, String reason, Instant now) {
        move(
                before,
                next,
                "UPDATE migration SET state = :next, operator = :operator, reason = :reason, started_at = :now,"
                        + " finished_at = NULL WHERE id = :id AND state = :was",
                operator,
                reason,
                now);
    }

    /** Work ends. @param before as locked */
    public void end(Migration before, MigrationState next, Instant now) {
        move(
                before,
                next,
                "UPDATE migration SET state = :next, finished_at = :now WHERE id = :id AND state = :was",
                before.operator(),
                before.reason(),
                now);
    }

    private void move(Migration before, MigrationState next, String sql, String operator, String reason, Instant now) {
        if (!before.state().canBecome(next)) {
            throw new IllegalStateException(before.state() + " cannot become " + next);
        }
        int moved = jdbc.sql(sql)
                .param("next", next.name())
                .param("operator", operator)
                .param("reason", reason)
                .param("now", Timestamp.from(now))
                .param("id", before.id())
                .param("was", before.state().name())
                .update();
        if (moved != 1) {
            throw new IllegalStateException("migration " + before.id() + " changed under its lock");
        }
    }

    private static Migration migration(ResultSet row, int number) throws SQLException {
        return new Migration(
                row.getLong("id"),
                row.getString("name"),
                row.getString("checksum"),
                row.getLong("bytes"),
                row.getInt("total"),
                MigrationState.valueOf(row.getString("state")),
                row.getString("operator"),
                row.getString("reason"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("finished_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
