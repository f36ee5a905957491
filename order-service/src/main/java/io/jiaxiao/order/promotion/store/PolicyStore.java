package io.jiaxiao.order.promotion.store;

import io.jiaxiao.order.promotion.domain.Policy;
import io.jiaxiao.order.promotion.domain.PolicyVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Policies with their versions. */
@Repository
public class PolicyStore {

    private static final String SELECT =
            "SELECT code, version, title, paid_months, returned_months, payout, first_only, longest_pause_days,"
                    + " after_cancel, cooling_off_days, effective_from, state, author, proposed_at, reason, decided_by,"
                    + " decided_at, decision_reason FROM promotion_policy";

    private final JdbcClient jdbc;

    PolicyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is promised to whoever is told a price at that moment. An approved version always begins after its approval, so the
     * answer for a moment that is over never changes.
     */
    public Optional<Policy> inForce(String code, Instant at) {
        return jdbc.sql(SELECT + " WHERE code = ? AND state = 'APPROVED' AND effective_from <= ?"
                        + " ORDER BY effective_from DESC, version DESC LIMIT 1")
                .params(code, Timestamp.from(at))
                .query(PolicyStore::policy)
                .optional();
    }

    public Policy policy(String code, int version) {
        return jdbc.sql(SELECT + " WHERE code = ? AND version = ?")
                .params(code, version)
                .query(PolicyStore::policy)
                .single();
    }

    public Optional<PolicyVersion> find(String code, int version) {
        return jdbc.sql(SELECT + " WHERE code = ? AND version = ?")
                .params(code, version)
                .query(PolicyStore::version)
                .optional();
    }

    /** By code, the highest version first. @param code null for all */
    public List<PolicyVersion> list(@Nullable String code, PolicyVersion.@Nullable State state) {
        return jdbc.sql(SELECT + " WHERE (:code IS NULL OR code = :code) AND (:state IS NULL OR state = :state)"
                        + " ORDER BY code, version DESC")
                .param("code", code)
                .param("state", state == null ? null : state.name())
                .query(PolicyStore::version)
                .list();
    }

    public int lastVersion(String code) {
        return jdbc.sql("SELECT COALESCE(MAX(version), 0) FROM promotion_policy WHERE code = ?")
                .param(code)
                .query(Integer.class)
                .single();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the version is taken */
    public void insert(PolicyVersion one) {
        Policy policy = one.policy();
        jdbc.sql("INSERT INTO promotion_policy (code, version, title, paid_months, returned_months, payout, first_only,"
                        + " longest_pause_days, after_cancel, cooling_off_days, effective_from, state, author,"
                        + " proposed_at, reason) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
                .params(
                        policy.code(),
                        policy.version(),
                        policy.title(),
                        policy.paidMonths(),
                        policy.returnedMonths(),
                        policy.payout().name(),
                        policy.firstOnly(),
                        policy.longestPauseDays(),
                        policy.afterCancel().name(),
                        policy.coolingOffDays(),
                        Timestamp.from(one.effectiveFrom()),
                        one.state().name(),
                        one.author(),
                        Timestamp.from(one.proposedAt()),
                        one.reason())
                .update();
    }

    /** False when it does not wait any more. */
    public boolean decide(String code, int version, PolicyVersion.State to, String by, String reason, Instant now) {
        return jdbc.sql("UPDATE promotion_policy SET state = ?, decided_by = ?, decided_at = ?, decision_reason = ?"
                                + " WHERE code = ? AND version = ? AND state = 'WAITING'")
                        .params(to.name(), by, Timestamp.from(now), reason, code, version)
                        .update()
                == 1;
    }

    /** Purchases that keep the version. */
    public long grants(String code, int version) {
        return jdbc.sql("SELECT COUNT(*) FROM promotion_grant WHERE policy_code = ? AND policy_version = ?")
                .params(code, version)
                .query(Long.class)
                .single();
    }

    private static PolicyVersion version(ResultSet row, int number) throws SQLException {
        Timestamp decided = row.getTimestamp("decided_at");
        return new PolicyVersion(
                policy(row, number),
                row.getTimestamp("effective_from").toInstant(),
                PolicyVersion.State.valueOf(row.getString("state")),
                row.getString("author"),
                row.getTimestamp("proposed_at").toInstant(),
                row.getString("reason"),
                row.getString("decided_by"),
                decided == null ? null : decided.toInstant(),
                row.getString("decision_reason"));
    }

    private static Policy policy(ResultSet row, int number) throws SQLException {
        return new Policy(
                row.getString("code"),
                row.getInt("version"),
                row.getString("title"),
                row.getInt("paid_months"),
                row.getInt("returned_months"),
                Policy.Payout.valueOf(row.getString("payout")),
                row.getBoolean("first_only"),
                row.getInt("longest_pause_days"),
                Policy.AfterCancel.valueOf(row.getString("after_cancel")),
                row.getInt("cooling_off_days"));
    }
}
