package io.jiaxiao.risk.riskevent.store;

import io.jiaxiao.risk.riskevent.RiskEventFilter;
import io.jiaxiao.risk.riskevent.domain.RiskEvent;
import io.jiaxiao.risk.riskevent.domain.RiskEvent.Evidence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Risk events, one for each kind and number of the source. None opens a transaction. */
@Repository
public class RiskEventStore {

    private static final String SELECT =
            "SELECT id, kind, source_id, subject, detail, figures, evidence, began_at, ended_at,"
                    + " told_at, state, acknowledged_by, acknowledged_at, reason FROM risk_event";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RiskEventStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Once more, if it is known: the latest news stay, whoever looks after it, and an end is never taken back. */
    public void hear(RiskEvent one, Instant now) {
        Instant ended = one.endedAt();
        jdbc.sql(
                        "INSERT INTO risk_event (id, kind, source_id, subject, detail, figures, evidence, began_at, ended_at, told_at,"
                                + " heard_at, state) VALUES (:id, :kind, :source, :subject, :detail, :figures, :evidence, :began, :ended,"
                                + " :told, :now, 'OPEN') ON DUPLICATE KEY UPDATE ended_at = COALESCE(ended_at, :ended),"
                                + " detail = IF(told_at < :told, :detail, detail), figures = IF(told_at < :told, :figures, figures),"
                                + " evidence = IF(told_at < :told, :evidence, evidence), told_at = GREATEST(told_at, :told)")
                .param("id", one.id())
                .param("kind", one.kind())
                .param("source", one.sourceId())
                .param("subject", one.subject())
                .param("detail", one.detail())
                .param("figures", json.writeValueAsString(one.figures()))
                .param("evidence", json.writeValueAsString(one.evidence()))
                .param("began", Timestamp.from(one.beganAt()))
                .param("ended", ended == null ? null : Timestamp.from(ended))
                .param("told", Timestamp.from(one.toldAt()))
                .param("now", Timestamp.from(now))
                .update();
    }

    public Optional<RiskEvent> find(long id) {
        return jdbc.sql(SELECT + " WHERE id = ?").param(id).query(this::event).optional();
    }

    /** False when somebody was quicker. */
    public boolean acknowledge(long id, String by, String reason, Instant now) {
        return jdbc.sql(
                                "UPDATE risk_event SET state = 'ACKNOWLEDGED', acknowledged_by = ?, acknowledged_at = ?, reason = ?"
                                        + " WHERE id = ? AND state = 'OPEN'")
                        .params(by, Timestamp.from(now), reason, id)
                        .update()
                == 1;
    }

    /** Newest first. @param before those with a lower number */
    public List<RiskEvent> page(RiskEventFilter filter, long before, int most) {
        StringBuilder where = new StringBuilder(" WHERE id < :before");
        if (filter.kind() != null) {
            where.append(" AND kind = :kind");
        }
        if (filter.subject() != null) {
            where.append(" AND subject = :subject");
        }
        if (filter.state() != null) {
            where.append(" AND state = :state");
        }
        if (filter.lasting() != null) {
            where.append(filter.lasting() ? " AND ended_at IS NULL" : " AND ended_at IS NOT NULL");
        }
        return jdbc.sql(SELECT + where + " ORDER BY id DESC LIMIT :most")
                .param("before", before)
                .param("kind", filter.kind())
                .param("subject", filter.subject())
                .param("state", filter.state() == null ? null : filter.state().name())
                .param("most", most)
                .query(this::event)
                .list();
    }

    private RiskEvent event(ResultSet row, int number) throws SQLException {
        return new RiskEvent(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("source_id"),
                row.getString("subject"),
                row.getString("detail"),
                json.readValue(row.getString("figures"), new TypeReference<Map<String, Number>>() {}),
                json.readValue(row.getString("evidence"), new TypeReference<List<Evidence>>() {}),
                row.getTimestamp("began_at").toInstant(),
                at(row, "ended_at"),
                row.getTimestamp("told_at").toInstant(),
                RiskEvent.State.valueOf(row.getString("state")),
                row.getString("acknowledged_by"),
                at(row, "acknowledged_at"),
                row.getString("reason"));
    }

    private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
