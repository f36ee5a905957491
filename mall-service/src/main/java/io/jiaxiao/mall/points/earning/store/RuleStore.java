package io.jiaxiao.mall.points.earning.store;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.mall.points.earning.EarningRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Rules, by line and event. */
@Repository
public class RuleStore {

    private static final String COLUMNS = "id, line, event, title, points, daily_cap, valid_days, valid_years, enabled,"
            + " effective_from, effective_till, version";

    private final JdbcTemplate jdbc;

    RuleStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The latest rule that has begun, if it is on and has not ended. */
    public Optional<EarningRule> inForce(ProductLine line, String event, Instant at) {
        return jdbc
                .query(
                        "SELECT " + COLUMNS + " FROM earning_rule WHERE line = ? AND event = ? AND effective_from <= ?"
                                + " ORDER BY effective_from DESC LIMIT 1",
                        (row, number) -> rule(row),
                        line.name(),
                        event,
                        Timestamp.from(at))
                .stream()
                .filter(rule -> rule.enabled()
                        && (rule.effectiveTill() == null || rule.effectiveTill().isAfter(at)))
                .findFirst();
    }

    public List<EarningRule> all() {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM earning_rule ORDER BY line, event, effective_from",
                (row, number) -> rule(row));
    }

    public Optional<EarningRule> find(long id) {
        return jdbc
                .query("SELECT " + COLUMNS + " FROM earning_rule WHERE id = ?", (row, number) -> rule(row), id)
                .stream()
                .findFirst();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when line and event have a rule from that moment already */
    public void insert(EarningRule rule) {
        jdbc.update(
                "INSERT INTO earning_rule (" + COLUMNS + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                rule.id(),
                rule.line().name(),
                rule.event(),
                rule.title(),
                rule.points(),
                rule.dailyCap(),
                rule.validDays(),
                rule.validYears(),
                rule.enabled(),
                Timestamp.from(rule.effectiveFrom()),
                timestamp(rule.effectiveTill()),
                rule.version());
    }

    /** Changes the rule that has the version before; false when another was quicker. */
    public boolean update(EarningRule rule) {
        return jdbc.update(
                        "UPDATE earning_rule SET title = ?, points = ?, daily_cap = ?, valid_days = ?, valid_years = ?,"
                                + " enabled = ?, effective_till = ?, version = ? WHERE id = ? AND version = ?",
                        rule.title(),
                        rule.points(),
                        rule.dailyCap(),
                        rule.validDays(),
                        rule.validYears(),
                        rule.enabled(),
                        timestamp(rule.effectiveTill()),
                        rule.version(),
                        rule.id(),
                        rule.version() - 1)
                == 1;
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static EarningRule rule(ResultSet row) throws SQLException {
        Timestamp till = row.getTimestamp("effective_till");
        return new EarningRule(
                row.getLong("id"),
                ProductLine.valueOf(row.getString("line")),
                row.getString("event"),
                row.getString("title"),
                row.getLong("points"),
                row.getLong("daily_cap"),
                row.getObject("valid_days", Integer.class),
                row.getObject("valid_years", Integer.class),
                row.getBoolean("enabled"),
                row.getTimestamp("effective_from").toInstant(),
                till == null ? null : till.toInstant(),
                row.getInt("version"));
    }
}
