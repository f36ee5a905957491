package io.jiaxiao.risk.listing.store;

import io.jiaxiao.risk.listing.domain.ListBook;
import io.jiaxiao.risk.listing.domain.ListEntry;
import io.jiaxiao.risk.listing.domain.ListKind;
import io.jiaxiao.risk.rulebook.domain.Dimension;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The list table. Entries end, they are never removed. */
@Repository
public class ListStore {

    private static final String WANTED = " FROM list_entry WHERE (? IS NULL OR kind = ?)"
            + " AND (? IS NULL OR dimension = ?) AND (? IS NULL OR entry_value = ?)"
            + " AND (? IS NULL OR batch = ?) AND (? = 0 OR ends_at > ?)";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    ListStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    public List<ListBook.Line> inForce(Instant now) {
        return jdbc.sql("SELECT kind, dimension, entry_value, ends_at FROM list_entry WHERE ends_at > ?")
                .param(Timestamp.from(now))
                .query((row, number) -> new ListBook.Line(
                        ListKind.valueOf(row.getString("kind")),
                        Dimension.valueOf(row.getString("dimension")),
                        row.getString("entry_value"),
                        row.getTimestamp("ends_at").toInstant()))
                .list();
    }

    public void insert(List<ListEntry> entries) {
        batches.batchUpdate(
                "INSERT INTO list_entry (id, kind, dimension, entry_value, reason, owner, created_at, ends_at,"
                        + " batch) VALUES (?,?,?,?,?,?,?,?,?)",
                entries.stream()
                        .map(entry -> new Object[] {
                            Long.parseLong(entry.id()),
                            entry.kind().name(),
                            entry.dimension().name(),
                            entry.value(),
                            entry.reason(),
                            entry.owner(),
                            Timestamp.from(entry.createdAt()),
                            Timestamp.from(entry.endsAt()),
                            entry.batch() == null ? null : Long.valueOf(entry.batch())
                        })
                        .toList());
    }

    public Optional<ListEntry> one(long id) {
        return jdbc.sql("SELECT * FROM list_entry WHERE id = ?")
                .param(id)
                .query(ListStore::entry)
                .optional();
    }

    /** False when it is over. */
    public boolean end(long id, String by, Instant now) {
        return jdbc.sql("UPDATE list_entry SET ends_at = ?, ended_by = ? WHERE id = ? AND ends_at > ?")
                        .params(Timestamp.from(now), by, id, Timestamp.from(now))
                        .update()
                == 1;
    }

    public boolean hasBatch(long batch) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM list_entry WHERE batch = ?)")
                .param(batch)
                .query(Boolean.class)
                .single();
    }

    /** @return how many were in force */
    public int endBatch(long batch, String by, Instant now) {
        return jdbc.sql("UPDATE list_entry SET ends_at = ?, ended_by = ? WHERE batch = ? AND ends_at > ?")
                .params(Timestamp.from(now), by, batch, Timestamp.from(now))
                .update();
    }

    /** Entries of all lists. */
    public long inForceCount(Instant now) {
        return jdbc.sql("SELECT COUNT(*) FROM list_entry WHERE ends_at > ?")
                .param(Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    public List<ListEntry> find(Wanted wanted, long offset, int most) {
        return filtered("SELECT *" + WANTED + " ORDER BY id DESC LIMIT ? OFFSET ?", wanted)
                .param(most)
                .param(offset)
                .query(ListStore::entry)
                .list();
    }

    public long count(Wanted wanted) {
        return filtered("SELECT COUNT(*)" + WANTED, wanted).query(Long.class).single();
    }

    private JdbcClient.StatementSpec filtered(String sql, Wanted wanted) {
        String kind = wanted.kind() == null ? null : wanted.kind().name();
        String dimension =
                wanted.dimension() == null ? null : wanted.dimension().name();
        return jdbc.sql(sql)
                .param(kind)
                .param(kind)
                .param(dimension)
                .param(dimension)
                .param(wanted.value())
                .param(wanted.value())
                .param(wanted.batch())
                .param(wanted.batch())
                .param(wanted.inForceAt() == null ? 0 : 1)
                .param(Timestamp.from(wanted.inForceAt() == null ? Instant.EPOCH : wanted.inForceAt()));
    }

    /** @param inForceAt null for entries that are over as well */
    public record Wanted(
            @Nullable ListKind kind,
            @Nullable Dimension dimension,
            @Nullable String value,
            @Nullable Long batch,
            @Nullable Instant inForceAt) {}

    private static ListEntry entry(ResultSet row, int number) throws SQLException {
        return new ListEntry(
                Long.toString(row.getLong("id")),
                ListKind.valueOf(row.getString("kind")),
                Dimension.valueOf(row.getString("dimension")),
                row.getString("entry_value"),
                row.getString("reason"),
                row.getString("owner"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                row.getString("ended_by"),
                row.getString("batch"));
    }
}
