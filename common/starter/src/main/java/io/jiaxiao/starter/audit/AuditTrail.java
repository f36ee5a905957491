package io.jiaxiao.starter.audit;

import io.jiaxiao.starter.security.Caller;
import java.sql.Timestamp;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Writes who did what to whom, in the transaction that did it: no change without its row, no row without its change. */
public class AuditTrail {

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Clock clock;

    public AuditTrail(JdbcTemplate jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param actor   who acts
     * @param action  a verb in UPPER_SNAKE, e.g. {@code UNMASK_MOBILE}
     * @param subject what it was done to
     * @param before  state before, written as JSON with personal data masked; null when there was none
     * @param after   state after; null when nothing is left
     * @param reason  why, in the actor's words; null where none is asked for
     * @throws IllegalStateException outside a transaction
     */
    public void record(
            Caller actor,
            String action,
            Subject subject,
            @Nullable Object before,
            @Nullable Object after,
            @Nullable String reason) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an audit row is written in the transaction of what it tells");
        }
        jdbc.update(
                "INSERT INTO audit_log (at, actor, action, subject_type, subject_id, before_state, after_state,"
                        + " reason, client_ip, trace_id) VALUES (?,?,?,?,?,?,?,?,?,?)",
                Timestamp.from(clock.instant()),
                actor.id(),
                action,
                subject.type(),
                subject.id(),
                before == null ? null : json.writeValueAsString(before),
                after == null ? null : json.writeValueAsString(after),
                reason,
                actor.clientIp(),
                MDC.get("traceId"));
    }

    /** What an action was done to: a kind of thing and its id. */
    public record Subject(String type, String id) {}
}
