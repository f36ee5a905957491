package io.jiaxiao.risk.decision.store;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.contracts.risk.Verdict;
import io.jiaxiao.risk.decision.domain.DecisionRecord;
import io.jiaxiao.risk.decision.domain.KeptBecause;
import io.jiaxiao.risk.rulebook.domain.Hit;
import io.jiaxiao.risk.rulebook.domain.Mode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads decisions, for people and for replays. */
@Repository
public class DecisionSearch {

    private static final String WANTED = " FROM decision d WHERE d.decided_at >= :from AND d.decided_at < :until"
            + " AND (:scene IS NULL OR d.scene = :scene) AND (:verdict IS NULL OR d.verdict = :verdict)"
            + " AND (:person IS NULL OR d.person_id = :person) AND (:rule IS NULL OR EXISTS (SELECT 1"
            + " FROM decision_hit h WHERE h.decision_id = d.id AND h.rule_code = :rule))";

    private final JdbcClient jdbc;
    private final StoredForm form;

    DecisionSearch(JdbcClient jdbc, StoredForm form) {
        this.jdbc = jdbc;
        this.form = form;
    }

    /** What to look for; null for any. */
    public record Wanted(
            @Nullable Scene scene,
            @Nullable Verdict verdict,
            @Nullable String rule,
            @Nullable String personId,
            Instant from,
            Instant until) {}

    /** Newest first. */
    public List<DecisionRecord> find(Wanted wanted, long offset, int most) {
        return withHits(filtered(
                        "SELECT d.*" + WANTED + " ORDER BY d.decided_at DESC, d.id DESC"
                                + " LIMIT :most OFFSET :offset",
                        wanted)
                .param("most", most)
                .param("offset", offset)
                .query((row, number) -> decision(row))
                .list());
    }

    public long count(Wanted wanted) {
        return filtered("SELECT COUNT(*)" + WANTED, wanted).query(Long.class).single();
    }

    public List<DecisionRecord> one(long id) {
        return withHits(jdbc.sql("SELECT * FROM decision WHERE id = ?")
                .param(id)
                .query((row, number) -> decision(row))
                .list());
    }

    /** Decisions of a scene in a time, in their order, after the place given. */
    public List<DecisionRecord> after(Scene scene, Place place, Instant until, int most) {
        return withHits(jdbc.sql("SELECT * FROM decision WHERE scene = ? AND decided_at >= ? AND decided_at < ?"
                        + " AND (decided_at > ? OR id > ?) ORDER BY decided_at, id LIMIT ?")
                .params(
                        scene.name(),
                        Timestamp.from(place.at()),
                        Timestamp.from(until),
                        Timestamp.from(place.at()),
                        place.id(),
                        most)
                .query((row, number) -> decision(row))
                .list());
    }

    /** A place in the order of decisions. */
    public record Place(Instant at, long id) {}

    public long count(Scene scene, Instant from, Instant until) {
        return jdbc.sql("SELECT COUNT(*) FROM decision WHERE scene = ? AND decided_at >= ? AND decided_at < ?")
                .params(scene.name(), Timestamp.from(from), Timestamp.from(until))
                .query(Long.class)
                .single();
    }

    /** How often each rule was true. */
    public List<RuleHits> hits(Instant from, Instant until) {
        return jdbc.sql("SELECT rule_code, version, mode, COUNT(*) AS hits FROM decision_hit"
                        + " WHERE decided_at >= ? AND decided_at < ? GROUP BY rule_code, version, mode"
                        + " ORDER BY rule_code, version, mode")
                .params(Timestamp.from(from), Timestamp.from(until))
                .query((row, number) -> new RuleHits(
                        row.getString("rule_code"),
                        row.getInt("version"),
                        Mode.valueOf(row.getString("mode")),
                        row.getLong("hits")))
                .list();
    }

    /** How often a version of a rule was true while the rule was in a mode. */
    public record RuleHits(String rule, int version, Mode mode, long hits) {}

    private JdbcClient.StatementSpec filtered(String sql, Wanted wanted) {
        return jdbc.sql(sql)
                .param("from", Timestamp.from(wanted.from()))
                .param("until", Timestamp.from(wanted.until()))
                .param("scene", wanted.scene() == null ? null : wanted.scene().name())
                .param(
                        "verdict",
                        wanted.verdict() == null ? null : wanted.verdict().name())
                .param("person", wanted.personId())
                .param("rule", wanted.rule());
    }

    private List<DecisionRecord> withHits(List<DecisionRecord> decisions) {
        if (decisions.isEmpty()) {
            return decisions;
        }
        Map<String, List<Hit>> hits = new HashMap<>();
        jdbc.sql("SELECT * FROM decision_hit WHERE decision_id IN (:ids)")
                .param(
                        "ids",
                        decisions.stream().map(one -> Long.parseLong(one.id())).toList())
                .query(row -> {
                    hits.computeIfAbsent(Long.toString(row.getLong("decision_id")), id -> new ArrayList<>())
                            .add(hit(row));
                });
        return decisions.stream()
                .map(one -> with(one, hits.getOrDefault(one.id(), List.of())))
                .toList();
    }

    private static DecisionRecord with(DecisionRecord one, List<Hit> hits) {
        return new DecisionRecord(
                one.id(),
                one.scene(),
                one.verdict(),
                one.rules(),
                one.message(),
                one.kept(),
                one.weight(),
                one.degraded(),
                one.inputs(),
                hits,
                one.undecided(),
                one.decidedAt());
    }

    private DecisionRecord decision(ResultSet row) throws SQLException {
        return new DecisionRecord(
                Long.toString(row.getLong("id")),
                Scene.valueOf(row.getString("scene")),
                Verdict.valueOf(row.getString("verdict")),
                DecisionStore.codes(row.getString("rules")),
                row.getString("message"),
                KeptBecause.valueOf(row.getString("kept")),
                row.getInt("weight"),
                row.getBoolean("degraded"),
                form.inputs(row.getString("inputs")),
                List.of(),
                DecisionStore.codes(row.getString("undecided")),
                row.getTimestamp("decided_at").toInstant());
    }

    private static Hit hit(ResultSet row) throws SQLException {
        return new Hit(
                row.getString("rule_code"),
                row.getInt("version"),
                Mode.valueOf(row.getString("mode")),
                Verdict.valueOf(row.getString("verdict")),
                row.getInt("priority"),
                row.getString("message"));
    }
}
