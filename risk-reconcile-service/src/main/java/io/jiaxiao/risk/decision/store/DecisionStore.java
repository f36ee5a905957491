package io.jiaxiao.risk.decision.store;

import io.jiaxiao.contracts.risk.Decision;
import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.contracts.risk.Verdict;
import io.jiaxiao.risk.decision.domain.DecisionRecord;
import io.jiaxiao.risk.decision.domain.KeptBecause;
import io.jiaxiao.risk.rulebook.domain.Hit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes decisions, and finds the one of an event. */
@Repository
public class DecisionStore {

    private static final String COLUMNS = "INTO decision (id, scene, event_id, fingerprint, person_id, verdict, rules,"
            + " message, kept, weight, degraded, inputs, undecided, decided_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final StoredForm form;

    DecisionStore(JdbcClient jdbc, JdbcTemplate batches, StoredForm form) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.form = form;
    }

    /** What was decided of an event, if it was kept. */
    public Optional<Known> known(Scene scene, String eventId) {
        return jdbc.sql(
                        "SELECT id, fingerprint, verdict, rules, message FROM decision WHERE scene = ? AND event_id = ?")
                .params(scene.name(), eventId)
                .query(DecisionStore::known)
                .optional();
    }

    /** A decision and what it was a decision of. */
    public record Known(String fingerprint, Decision decision) {}

    /**
     * In a transaction of the caller, if there are hits: without, it is one statement.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the event has a decision
     */
    public void insert(DecisionRecord decision, String fingerprint) {
        jdbc.sql("INSERT " + COLUMNS).params(row(decision, fingerprint)).update();
        if (decision.hits().isEmpty()) {
            return;
        }
        batches.batchUpdate(
                "INSERT INTO decision_hit (decision_id, rule_code, version, mode, verdict, priority, message, scene,"
                        + " decided_at) VALUES (?,?,?,?,?,?,?,?,?)",
                decision.hits().stream().map(hit -> row(decision, hit)).toList());
    }

    /** Passes without a hit, several in one statement; one whose event has a decision is left out. */
    public void insertSamples(List<DecisionRecord> decisions, List<String> fingerprints) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            rows.add(row(decisions.get(i), fingerprints.get(i)).toArray());
        }
        batches.batchUpdate("INSERT IGNORE " + COLUMNS, rows);
    }

    /** Decisions with a hit or without windows, in the order in which they were made; behind the one of that moment and id. */
    public List<Stored> stored(Scene scene, Instant at, long id, int most) {
        return jdbc.sql("SELECT id, event_id, fingerprint, decided_at, EXISTS (SELECT 1 FROM decision_hit h"
                        + " WHERE h.decision_id = d.id) AS hit FROM decision d WHERE scene = ? AND decided_at >= ?"
                        + " AND (decided_at > ? OR id > ?) AND kept <> 'SAMPLE' ORDER BY decided_at, id LIMIT ?")
                .params(scene.name(), Timestamp.from(at), Timestamp.from(at), id, most)
                .query((row, number) -> new Stored(
                        row.getLong("id"),
                        row.getString("event_id"),
                        row.getString("fingerprint"),
                        row.getBoolean("hit"),
                        row.getTimestamp("decided_at").toInstant()))
                .list();
    }

    /** What it takes to know a copy of its event. */
    public record Stored(long id, String eventId, String fingerprint, boolean hit, Instant decidedAt) {}

    /** @return how many */
    public int forget(KeptBecause kept, Instant decidedBefore, int most) {
        return jdbc.sql("DELETE FROM decision WHERE kept = ? AND decided_at < ? LIMIT ?")
                .params(kept.name(), Timestamp.from(decidedBefore), most)
                .update();
    }

    public long count(Scene scene, Verdict verdict, Instant since) {
        return jdbc.sql("SELECT COUNT(*) FROM decision WHERE scene = ? AND verdict = ? AND decided_at >= ?")
                .params(scene.name(), verdict.name(), Timestamp.from(since))
                .query(Long.class)
                .single();
    }

    public long degraded(Scene scene, Instant since) {
        return jdbc.sql("SELECT COUNT(*) FROM decision WHERE scene = ? AND decided_at >= ? AND degraded = 1")
                .params(scene.name(), Timestamp.from(since))
                .query(Long.class)
                .single();
    }

    private List<Object> row(DecisionRecord decision, String fingerprint) {
        return List.of(
                Long.parseLong(decision.id()),
                decision.scene().name(),
                decision.inputs().eventId(),
                fingerprint,
                decision.inputs().personId(),
                decision.verdict().name(),
                String.join(",", decision.rules()),
                decision.message(),
                decision.kept().name(),
                decision.weight(),
                decision.degraded() ? 1 : 0,
                form.text(decision.inputs()),
                String.join(",", decision.undecided()),
                Timestamp.from(decision.decidedAt()));
    }

    private static Object[] row(DecisionRecord decision, Hit hit) {
        return new Object[] {
            Long.parseLong(decision.id()),
            hit.rule(),
            hit.version(),
            hit.mode().name(),
            hit.verdict().name(),
            hit.priority(),
            hit.message(),
            decision.scene().name(),
            Timestamp.from(decision.decidedAt())
        };
    }

    private static Known known(ResultSet row, int number) throws SQLException {
        return new Known(
                row.getString("fingerprint"),
                new Decision(
                        Long.toString(row.getLong("id")),
                        Verdict.valueOf(row.getString("verdict")),
                        codes(row.getString("rules")),
                        row.getString("message")));
    }

    static List<String> codes(String joined) {
        return joined.isEmpty() ? List.of() : Arrays.asList(joined.split(",", -1));
    }
}
