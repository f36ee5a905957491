package io.jiaxiao.mall.catalogue.store;

import io.jiaxiao.mall.catalogue.domain.SyncRun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Readings of whole pools, and single changes that wait to be read. */
@Repository
public class SyncStore {

    private static final String RUN =
            "SELECT id, channel, state, started_by, started_at, finished_at, total, done, reached,"
                    + " tries, trouble FROM catalogue_sync ";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    SyncStore(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return false when one of this channel is running already */
    public boolean start(long id, String channel, String startedBy) {
        try {
            jdbc.update(
                    "INSERT INTO catalogue_sync (id, channel, state, running, started_by, started_at, due_at)"
                            + " VALUES (?,?,'RUNNING',1,?,?,?)",
                    id,
                    channel,
                    startedBy,
                    now(),
                    now());
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    public Optional<SyncRun> find(long id) {
        return jdbc.query(RUN + "WHERE id = ?", SyncStore::run, id).stream().findFirst();
    }

    /** Running ones that may go on now. */
    public List<SyncRun> due() {
        return jdbc.query(RUN + "WHERE running = 1 AND due_at <= ?", SyncStore::run, now());
    }

    /** When the last reading of the channel began. */
    public Optional<Instant> lastStarted(String channel) {
        return jdbc.query(RUN + "WHERE channel = ? ORDER BY started_at DESC LIMIT 1", SyncStore::run, channel).stream()
                .findFirst()
                .map(SyncRun::startedAt);
    }

    /** Newest first. */
    public List<SyncRun> page(@Nullable String channel, long offset, int most) {
        return channel == null
                ? jdbc.query(RUN + "ORDER BY started_at DESC, id DESC LIMIT ? OFFSET ?", SyncStore::run, most, offset)
                : jdbc.query(
                        RUN + "WHERE channel = ? ORDER BY started_at DESC, id DESC LIMIT ? OFFSET ?",
                        SyncStore::run,
                        channel,
                        most,
                        offset);
    }

    public void total(long id, int total) {
        jdbc.update("UPDATE catalogue_sync SET total = ?, tries = 0, trouble = '' WHERE id = ?", total, id);
    }

    /** In the transaction of what the results tell; the same product done again replaces its result. */
    public void progress(long id, String reached, List<SyncRun.Result> results) {
        record(id, results);
        jdbc.update(
                "UPDATE catalogue_sync SET reached = ?, done = done + ?, tries = 0, trouble = '' WHERE id = ? AND reached < ?",
                reached,
                results.size(),
                id,
                reached);
    }

    public void record(long id, List<SyncRun.Result> results) {
        if (results.isEmpty()) {
            return;
        }
        List<Object> values = new ArrayList<>();
        results.forEach(result -> {
            values.add(id);
            values.add(result.channelSku());
            values.add(result.outcome().name());
            values.add(result.note());
        });
        jdbc.update(
                "INSERT INTO catalogue_sync_result (sync_id, channel_sku, outcome, note) VALUES (?,?,?,?)"
                        + ",(?,?,?,?)".repeat(results.size() - 1)
                        + " ON DUPLICATE KEY UPDATE outcome = VALUES(outcome), note = VALUES(note)",
                values.toArray());
    }

    /** It cannot go on before {@code again}. */
    public void stumble(long id, String trouble, Instant again) {
        jdbc.update(
                "UPDATE catalogue_sync SET tries = tries + 1, trouble = ?, due_at = ? WHERE id = ?",
                cut(trouble),
                Timestamp.from(again),
                id);
    }

    public void finish(long id, SyncRun.State state) {
        jdbc.update(
                "UPDATE catalogue_sync SET state = ?, running = NULL, finished_at = ? WHERE id = ? AND running = 1",
                state.name(),
                now(),
                id);
    }

    public Map<SyncRun.Outcome, Long> counts(long id) {
        Map<SyncRun.Outcome, Long> counts = new EnumMap<>(SyncRun.Outcome.class);
        jdbc.query(
                "SELECT outcome, COUNT(*) FROM catalogue_sync_result WHERE sync_id = ? GROUP BY outcome",
                row -> {
                    counts.put(SyncRun.Outcome.valueOf(row.getString(1)), row.getLong(2));
                },
                id);
        return counts;
    }

    public List<SyncRun.Result> results(long id, SyncRun.@Nullable Outcome outcome, long offset, int most) {
        String wanted = outcome == null ? "" : " AND outcome = ?";
        List<Object> values = new ArrayList<>();
        values.add(id);
        if (outcome != null) {
            values.add(outcome.name());
        }
        values.add(most);
        values.add(offset);
        return jdbc.query(
                "SELECT channel_sku, outcome, note FROM catalogue_sync_result WHERE sync_id = ?" + wanted
                        + " ORDER BY channel_sku LIMIT ? OFFSET ?",
                (row, number) -> new SyncRun.Result(
                        row.getString(1), SyncRun.Outcome.valueOf(row.getString(2)), row.getString(3)),
                values.toArray());
    }

    /** Keeps that a product changed, until it has been read. */
    public void tell(String channel, String channelSku, boolean pool) {
        jdbc.update(
                "INSERT INTO product_change (channel, channel_sku, pool, due_at) VALUES (?,?,?,?)"
                        + " ON DUPLICATE KEY UPDATE told = told + 1, pool = pool OR VALUES(pool),"
                        + " due_at = VALUES(due_at), tries = 0",
                channel,
                channelSku,
                pool,
                now());
    }

    public List<Change> due(String channel, int most) {
        return jdbc.query(
                "SELECT channel_sku, pool, told, tries FROM product_change WHERE channel = ? AND due_at <= ?"
                        + " ORDER BY due_at LIMIT ?",
                (row, number) -> new Change(row.getString(1), row.getBoolean(2), row.getInt(3), row.getInt(4)),
                channel,
                now(),
                most);
    }

    /** Forgets those that were not told again meanwhile. */
    public void read(String channel, List<Change> changes) {
        jdbc.batchUpdate(
                "DELETE FROM product_change WHERE channel = ? AND channel_sku = ? AND told = ?",
                changes.stream()
                        .map(change -> new Object[] {channel, change.channelSku(), change.told()})
                        .toList());
    }

    public void postpone(String channel, List<Change> changes, Instant until) {
        jdbc.batchUpdate(
                "UPDATE product_change SET due_at = ?, tries = tries + 1 WHERE channel = ? AND channel_sku = ? AND told = ?",
                changes.stream()
                        .map(change ->
                                new Object[] {Timestamp.from(until), channel, change.channelSku(), change.told()})
                        .toList());
    }

    /**
     * A change that waits.
     *
     * @param pool  whether the pool may have changed
     * @param told  how often it was told
     * @param tries how often the channel could not be asked since
     */
    public record Change(String channelSku, boolean pool, int told, int tries) {}

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static String cut(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200);
    }

    private static SyncRun run(ResultSet row, int number) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        return new SyncRun(
                row.getLong("id"),
                row.getString("channel"),
                SyncRun.State.valueOf(row.getString("state")),
                row.getString("started_by"),
                row.getTimestamp("started_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getInt("total"),
                row.getInt("done"),
                row.getString("reached"),
                row.getInt("tries"),
                row.getString("trouble"));
    }
}
