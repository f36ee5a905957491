package io.jiaxiao.order.settlement.store;

import io.jiaxiao.order.settlement.domain.Channel;
import io.jiaxiao.order.settlement.domain.FileLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lines of partners' files as rows. */
@Repository
public class LineStore {

    private static final int AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    LineStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** What a line is about. */
    public record Key(String number, String part) {}

    /** The file of the day as it is now. In a transaction. */
    public void replace(Channel channel, LocalDate day, List<FileLine> lines) {
        jdbc.sql("DELETE FROM settlement_line WHERE channel = ? AND day = ?")
                .params(channel.name(), day)
                .update();
        batches.batchUpdate(
                "INSERT INTO settlement_line (channel, day, place, number, part, holder, action, done, fen, at, ends_at)"
                        + " VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                lines,
                AT_ONCE,
                (insert, line) -> {
                    insert.setString(1, channel.name());
                    insert.setObject(2, day);
                    insert.setInt(3, line.place());
                    insert.setString(4, line.number());
                    insert.setString(5, line.part());
                    insert.setString(6, line.holder());
                    insert.setString(7, line.action().name());
                    insert.setBoolean(8, line.done());
                    insert.setLong(9, line.fen());
                    insert.setTimestamp(10, at(line.at()));
                    insert.setTimestamp(11, at(line.endsAt()));
                });
    }

    /** In the file's order. */
    public List<FileLine> of(Channel channel, LocalDate day) {
        return jdbc.sql("SELECT place, number, part, holder, action, done, fen, at, ends_at FROM settlement_line"
                        + " WHERE channel = ? AND day = ? ORDER BY place")
                .params(channel.name(), day)
                .query(LineStore::line)
                .list();
    }

    /** What the files of two days name. */
    public Set<Key> keys(Channel channel, LocalDate one, LocalDate other) {
        return Set.copyOf(jdbc.sql("SELECT number, part FROM settlement_line WHERE channel = ? AND day IN (?, ?)")
                .params(channel.name(), one, other)
                .query((row, number) -> new Key(row.getString("number"), row.getString("part")))
                .list());
    }

    /** Whether any file names our number of a request; no file names none. */
    public boolean has(Channel channel, String part) {
        return !part.isEmpty()
                && !jdbc.sql("SELECT 1 FROM settlement_line WHERE channel = ? AND part = ? LIMIT 1")
                        .params(channel.name(), part)
                        .query(Integer.class)
                        .list()
                        .isEmpty();
    }

    /** As {@link #has}, and it was carried out. */
    public boolean hasDone(Channel channel, String part) {
        return !part.isEmpty()
                && !jdbc.sql("SELECT 1 FROM settlement_line WHERE channel = ? AND part = ? AND done = TRUE LIMIT 1")
                        .params(channel.name(), part)
                        .query(Integer.class)
                        .list()
                        .isEmpty();
    }

    /** Whether any file since a day has an end of what this phone has of that product. */
    public boolean hasEnd(Channel channel, String holder, LocalDate since) {
        return !jdbc.sql("SELECT 1 FROM settlement_line WHERE channel = ? AND holder = ? AND day >= ? AND done = TRUE"
                        + " AND action IN ('UNSUBSCRIBE', 'EXPIRE') LIMIT 1")
                .params(channel.name(), holder, since)
                .query(Integer.class)
                .list()
                .isEmpty();
    }

    private static FileLine line(ResultSet row, int number) throws SQLException {
        return new FileLine(
                row.getInt("place"),
                row.getString("number"),
                row.getString("part"),
                row.getString("holder"),
                FileLine.Action.valueOf(row.getString("action")),
                row.getBoolean("done"),
                row.getLong("fen"),
                instant(row.getTimestamp("at")),
                instant(row.getTimestamp("ends_at")));
    }

    private static @Nullable Timestamp at(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
