package io.jiaxiao.roster.dataimport.store;

import io.jiaxiao.roster.dataimport.domain.FileRow;
import io.jiaxiao.roster.dataimport.domain.ImportKind;
import io.jiaxiao.roster.dataimport.domain.ImportProgress;
import io.jiaxiao.roster.dataimport.domain.ImportState;
import io.jiaxiao.roster.merging.RowOutcome;
import io.jiaxiao.starter.pii.PersonalDataCipher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Import jobs, and the rows still to be taken over: sealed, and gone as soon as they are. */
@Repository
public class ImportJobs {

    private static final String PURPOSE = "roster.import";
    private static final TypeReference<List<FileRow>> ROWS = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final PersonalDataCipher cipher;
    private final JsonMapper json;

    ImportJobs(JdbcTemplate jdbc, PersonalDataCipher cipher, JsonMapper json) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.json = json;
    }

    /** A part of a file that is taken over in one transaction. */
    public record Chunk(int number, List<FileRow> rows) {}

    /** An error as the operator is shown it. */
    public record RowError(int row, String field, String reason) {}

    public void insert(long id, ImportKind kind, boolean dryRun, int rows, String by, Instant now) {
        jdbc.update(
                "INSERT INTO import_job (id, kind, dry_run, state, total_rows, created_by, created_at)"
                        + " VALUES (?,?,?,?,?,?,?)",
                id,
                kind.name(),
                dryRun,
                ImportState.RUNNING.name(),
                rows,
                by,
                Timestamp.from(now));
    }

    public void insertChunk(long job, Chunk chunk) {
        jdbc.update(
                "INSERT INTO import_chunk (job_id, number, records, content) VALUES (?,?,?,?)",
                job,
                chunk.number(),
                chunk.rows().size(),
                cipher.seal(PURPOSE, json.writeValueAsString(chunk.rows())));
    }

    /** Until the transaction ends nobody else works on it. */
    public Optional<ImportProgress> lock(long job) {
        return jdbc.query("SELECT * FROM import_job WHERE id = ? FOR UPDATE", ImportJobs::progress, job).stream()
                .findFirst();
    }

    public Optional<Chunk> nextChunk(long job) {
        return jdbc
                .query(
                        "SELECT number, content FROM import_chunk WHERE job_id = ? ORDER BY number LIMIT 1",
                        (row, index) ->
                                new Chunk(row.getInt(1), json.readValue(cipher.open(PURPOSE, row.getString(2)), ROWS)),
                        job)
                .stream()
                .findFirst();
    }

    public void removeChunk(long job, int number) {
        jdbc.update("DELETE FROM import_chunk WHERE job_id = ? AND number = ?", job, number);
    }

    public void removeChunks(long job) {
        jdbc.update("DELETE FROM import_chunk WHERE job_id = ?", job);
    }

    public void addOutcomes(long job, int rows, List<RowOutcome> outcomes) {
        int refused = (int) outcomes.stream()
                .filter(RowOutcome.Refused.class::isInstance)
                .map(RowOutcome::row)
                .distinct()
                .count();
        jdbc.update(
                "UPDATE import_job SET done_rows = done_rows + ?, added = added + ?, changed = changed + ?,"
                        + " unchanged = unchanged + ?, refused = refused + ? WHERE id = ?",
                rows,
                count(outcomes, RowOutcome.Effect.ADDED),
                count(outcomes, RowOutcome.Effect.CHANGED),
                count(outcomes, RowOutcome.Effect.UNCHANGED),
                refused,
                job);
        List<RowOutcome.Refused> errors = outcomes.stream()
                .filter(RowOutcome.Refused.class::isInstance)
                .map(RowOutcome.Refused.class::cast)
                .toList();
        if (!errors.isEmpty()) {
            jdbc.batchUpdate(
                    "INSERT IGNORE INTO import_error (job_id, row_no, field, reason) VALUES (?,?,?,?)",
                    errors,
                    errors.size(),
                    (statement, error) -> {
                        statement.setLong(1, job);
                        statement.setInt(2, error.row());
                        statement.setString(3, error.field());
                        statement.setString(4, error.reason());
                    });
        }
    }

    private static int count(List<RowOutcome> outcomes, RowOutcome.Effect effect) {
        return (int) outcomes.stream()
                .filter(outcome -> outcome instanceof RowOutcome.Taken taken && taken.effect() == effect)
                .count();
    }

    /** Zero rows when it has ended already. */
    public int finish(long job, ImportState state, @Nullable String failure, Instant now) {
        return jdbc.update(
                "UPDATE import_job SET state = ?, failure = ?, finished_at = ? WHERE id = ? AND state = 'RUNNING'",
                state.name(),
                failure,
                Timestamp.from(now),
                job);
    }

    public Optional<ImportProgress> find(long job) {
        return jdbc.query("SELECT * FROM import_job WHERE id = ?", ImportJobs::progress, job).stream()
                .findFirst();
    }

    /** Newest first. */
    public List<ImportProgress> page(int page, int size) {
        return jdbc.query(
                "SELECT * FROM import_job ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?",
                ImportJobs::progress,
                size,
                page * size);
    }

    public List<RowError> errors(long job, int afterRow, int most) {
        return jdbc.query(
                "SELECT row_no, field, reason FROM import_error WHERE job_id = ? AND row_no > ?"
                        + " ORDER BY row_no, field LIMIT ?",
                (row, index) -> new RowError(row.getInt(1), row.getString(2), row.getString(3)),
                job,
                afterRow,
                most);
    }

    private static ImportProgress progress(ResultSet row, int index) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        return new ImportProgress(
                row.getLong("id"),
                ImportKind.valueOf(row.getString("kind")),
                row.getBoolean("dry_run"),
                ImportState.valueOf(row.getString("state")),
                row.getInt("total_rows"),
                row.getInt("done_rows"),
                row.getInt("added"),
                row.getInt("changed"),
                row.getInt("unchanged"),
                row.getInt("refused"),
                row.getTimestamp("created_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getString("failure"));
    }
}
