package io.jiaxiao.risk.rulebook.store;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.contracts.risk.Verdict;
import io.jiaxiao.risk.rulebook.domain.Mode;
import io.jiaxiao.risk.rulebook.domain.Rule;
import io.jiaxiao.risk.rulebook.domain.RuleText;
import io.jiaxiao.risk.rulebook.domain.RuleVersion;
import io.jiaxiao.risk.rulebook.domain.VersionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rules and their versions. Every update of a version names the state it leaves; an approved one is never written again. */
@Repository
public class RuleStore {

    private final JdbcClient jdbc;

    RuleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is in force: each rule with its live version. */
    public List<Live> live() {
        return jdbc.sql("SELECT r.scene, r.mode, v.* FROM rule r JOIN rule_version v"
                        + " ON v.rule_code = r.code AND v.version = r.live_version ORDER BY v.priority, r.code")
                .query((row, number) -> new Live(
                        Scene.valueOf(row.getString("scene")),
                        Mode.valueOf(row.getString("mode")),
                        version(row, number)))
                .list();
    }

    /** A rule's live version with the rule's scene and mode. */
    public record Live(Scene scene, Mode mode, RuleVersion version) {}

    /** @param scene null for all */
    public List<Rule> rules(@Nullable Scene scene, long offset, int most) {
        return jdbc.sql("SELECT * FROM rule WHERE (? IS NULL OR scene = ?) ORDER BY scene, code LIMIT ? OFFSET ?")
                .param(name(scene))
                .param(name(scene))
                .param(most)
                .param(offset)
                .query(RuleStore::rule)
                .list();
    }

    public long count(@Nullable Scene scene) {
        return jdbc.sql("SELECT COUNT(*) FROM rule WHERE (? IS NULL OR scene = ?)")
                .param(name(scene))
                .param(name(scene))
                .query(Long.class)
                .single();
    }

    private static @Nullable String name(@Nullable Scene scene) {
        return scene == null ? null : scene.name();
    }

    public Optional<Rule> rule(String code) {
        return jdbc.sql("SELECT * FROM rule WHERE code = ?")
                .param(code)
                .query(RuleStore::rule)
                .optional();
    }

    public List<RuleVersion> versions(String code) {
        return jdbc.sql("SELECT * FROM rule_version WHERE rule_code = ? ORDER BY version DESC")
                .param(code)
                .query(RuleStore::version)
                .list();
    }

    public Optional<RuleVersion> version(String code, int version) {
        return jdbc.sql("SELECT * FROM rule_version WHERE rule_code = ? AND version = ?")
                .params(code, version)
                .query(RuleStore::version)
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException for a code there is */
    public void insert(Rule rule) {
        jdbc.sql("INSERT INTO rule (code, scene, title, mode, created_at) VALUES (?,?,?,?,?)")
                .params(
                        rule.code(),
                        rule.scene().name(),
                        rule.title(),
                        rule.mode().name(),
                        Timestamp.from(rule.createdAt()))
                .update();
    }

    /** A new draft. @return its version */
    public int draft(String code, RuleText text, String author, Instant now) {
        int version = jdbc.sql("SELECT COALESCE(MAX(version), 0) + 1 FROM rule_version WHERE rule_code = ?")
                .param(code)
                .query(Integer.class)
                .single();
        jdbc.sql("INSERT INTO rule_version (rule_code, version, state, expression, verdict, message, priority, author,"
                        + " written_at) VALUES (?,?,?,?,?,?,?,?,?)")
                .params(
                        code,
                        version,
                        VersionState.DRAFT.name(),
                        text.expression(),
                        text.verdict().name(),
                        text.message(),
                        text.priority(),
                        author,
                        Timestamp.from(now))
                .update();
        return version;
    }

    /** False when it is no draft, or another's. */
    public boolean edit(String code, int version, RuleText text, String author, Instant now) {
        return jdbc.sql("UPDATE rule_version SET expression = ?, verdict = ?, message = ?, priority = ?, written_at = ?"
                                + " WHERE rule_code = ? AND version = ? AND state = 'DRAFT' AND author = ?")
                        .params(
                                text.expression(),
                                text.verdict().name(),
                                text.message(),
                                text.priority(),
                                Timestamp.from(now),
                                code,
                                version,
                                author)
                        .update()
                == 1;
    }

    /** False when it is no draft, or another's. */
    public boolean submit(String code, int version, String author, Instant now) {
        return jdbc.sql("UPDATE rule_version SET state = 'SUBMITTED', submitted_at = ?"
                                + " WHERE rule_code = ? AND version = ? AND state = 'DRAFT' AND author = ?")
                        .params(Timestamp.from(now), code, version, author)
                        .update()
                == 1;
    }

    /** False when it does not wait for a decision, or by its author. */
    public boolean decide(String code, int version, VersionState end, String by, @Nullable String reason, Instant now) {
        return jdbc.sql("UPDATE rule_version SET state = ?, decided_by = ?, decided_at = ?, reason = ?"
                                + " WHERE rule_code = ? AND version = ? AND state = 'SUBMITTED' AND author <> ?")
                        .param(end.name())
                        .param(by)
                        .param(Timestamp.from(now))
                        .param(reason)
                        .param(code)
                        .param(version)
                        .param(by)
                        .update()
                == 1;
    }

    /** @param version an approved one; null for none */
    public void live(String code, @Nullable Integer version) {
        jdbc.sql("UPDATE rule SET live_version = ? WHERE code = ?")
                .param(version)
                .param(code)
                .update();
    }

    public void mode(String code, Mode mode) {
        jdbc.sql("UPDATE rule SET mode = ? WHERE code = ?")
                .params(mode.name(), code)
                .update();
    }

    private static Rule rule(ResultSet row, int number) throws SQLException {
        int version = row.getInt("live_version");
        Integer live = row.wasNull() ? null : version;
        return new Rule(
                row.getString("code"),
                Scene.valueOf(row.getString("scene")),
                row.getString("title"),
                Mode.valueOf(row.getString("mode")),
                live,
                row.getTimestamp("created_at").toInstant());
    }

    private static RuleVersion version(ResultSet row, int number) throws SQLException {
        return new RuleVersion(
                row.getString("rule_code"),
                row.getInt("version"),
                VersionState.valueOf(row.getString("state")),
                new RuleText(
                        row.getString("expression"),
                        Verdict.valueOf(row.getString("verdict")),
                        row.getString("message"),
                        row.getInt("priority")),
                row.getString("author"),
                row.getTimestamp("written_at").toInstant(),
                instant(row, "submitted_at"),
                row.getString("decided_by"),
                instant(row, "decided_at"),
                row.getString("reason"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
