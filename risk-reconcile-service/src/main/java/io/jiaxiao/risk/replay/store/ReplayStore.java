package io.jiaxiao.risk.replay.store;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.contracts.risk.Verdict;
import io.jiaxiao.risk.replay.domain.ReplayJob;
import io.jiaxiao.risk.replay.domain.ReplaySample;
import io.jiaxiao.risk.replay.domain.ReplayState;
import io.jiaxiao.risk.replay.domain.Tally;
import io.jiaxiao.risk.rulebook.domain.RuleText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Replays, how far each is, and its samples. */
@Repository
public class ReplayStore {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    ReplayStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** @param job with its text */
    public void insert(ReplayJob job) {
        RuleText text = Objects.requireNonNull(job.text());
        jdbc.sql("INSERT INTO replay (id, rule_code, version, scene, expression, verdict, message, priority, span_from,"
                        + " span_until, state, total, ordered_by, ordered_at, reached_at, reached_id)"
                        + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0)")
                .params(
                        Long.parseLong(job.id()),
                        job.rule(),
                        job.version(),
                        job.scene().name(),
                        text.expression(),
                        text.verdict().name(),
                        text.message(),
                        text.priority(),
                        Timestamp.from(job.from()),
                        Timestamp.from(job.until()),
                        job.state().name(),
                        job.total(),
                        job.orderedBy(),
                        Timestamp.from(job.orderedAt()),
                        Timestamp.from(job.from()))
                .update();
    }

    /** A replay under lock, with the place it has reached. */
    public Optional<Running> lockRunning(long id) {
        return jdbc.sql("SELECT * FROM replay WHERE id = ? AND state = 'RUNNING' FOR UPDATE")
                .param(id)
                .query((row, number) -> new Running(
                        job(row, number), row.getTimestamp("reached_at").toInstant(), row.getLong("reached_id")))
                .optional();
    }

    /** Everything up to the place reached is counted. */
    public record Running(ReplayJob job, Instant reachedAt, long reachedId) {}

    public void advance(long id, Tally more, Instant reachedAt, long reachedId) {
        jdbc.sql("UPDATE replay SET done = done + ?, hits = hits + ?, estimated = estimated + ?,"
                        + " undecided = undecided + ?, stricter = stricter + ?, milder = milder + ?, reached_at = ?,"
                        + " reached_id = ? WHERE id = ?")
                .params(
                        more.done(),
                        more.hits(),
                        more.estimated(),
                        more.undecided(),
                        more.stricter(),
                        more.milder(),
                        Timestamp.from(reachedAt),
                        reachedId,
                        id)
                .update();
    }

    public void end(long id, ReplayState end, Instant now) {
        jdbc.sql("UPDATE replay SET state = ?, ended_at = ? WHERE id = ? AND state = 'RUNNING'")
                .params(end.name(), Timestamp.from(now), id)
                .update();
    }

    public void addSamples(long id, List<ReplaySample> samples) {
        batches.batchUpdate(
                "INSERT INTO replay_sample (replay_id, decision_id, hit, verdict_then, verdict_now) VALUES (?,?,?,?,?)",
                samples.stream()
                        .map(sample -> new Object[] {
                            id,
                            Long.parseLong(sample.decisionId()),
                            sample.hit() ? 1 : 0,
                            sample.then().name(),
                            sample.now().name()
                        })
                        .toList());
    }

    public List<ReplaySample> samples(long id) {
        return jdbc.sql("SELECT * FROM replay_sample WHERE replay_id = ? ORDER BY decision_id")
                .param(id)
                .query((row, number) -> new ReplaySample(
                        Long.toString(row.getLong("decision_id")),
                        row.getBoolean("hit"),
                        Verdict.valueOf(row.getString("verdict_then")),
                        Verdict.valueOf(row.getString("verdict_now"))))
                .list();
    }

    public Optional<ReplayJob> one(long id) {
        return jdbc.sql("SELECT * FROM replay WHERE id = ?")
                .param(id)
                .query(ReplayStore::job)
                .optional();
    }

    /** Newest first. */
    public List<ReplayJob> find(long offset, int most) {
        return jdbc.sql("SELECT * FROM replay ORDER BY id DESC LIMIT ? OFFSET ?")
                .params(most, offset)
                .query(ReplayStore::job)
                .list();
    }

    public long count() {
        return jdbc.sql("SELECT COUNT(*) FROM replay").query(Long.class).single();
    }

    private static @Nullable RuleText text(ResultSet row) throws SQLException {
        String expression = row.getString("expression");
        return expression == null
                ? null
                : new RuleText(
                        expression,
                        Verdict.valueOf(row.getString("verdict")),
                        row.getString("message"),
                        row.getInt("priority"));
    }

    private static ReplayJob job(ResultSet row, int number) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new ReplayJob(
                Long.toString(row.getLong("id")),
                row.getString("rule_code"),
                row.getInt("version"),
                Scene.valueOf(row.getString("scene")),
                text(row),
                row.getTimestamp("span_from").toInstant(),
                row.getTimestamp("span_until").toInstant(),
                ReplayState.valueOf(row.getString("state")),
                row.getLong("total"),
                new Tally(
                        row.getLong("done"),
                        row.getLong("hits"),
                        row.getLong("estimated"),
                        row.getLong("undecided"),
                        row.getLong("stricter"),
                        row.getLong("milder")),
                row.getString("ordered_by"),
                row.getTimestamp("ordered_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
