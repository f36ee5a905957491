package io.jiaxiao.order.payment.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.payment.domain.RefundSettlement;
import io.jiaxiao.order.payment.domain.RefundSettlement.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What operators say of refunds that went by another way; every move names the state it leaves. */
@Repository
public class RefundSettlementStore {

    private static final String SELECT =
            "SELECT s.id, s.refund_id, r.payment_id, r.amount_fen, s.reference, s.reason, s.state,"
                    + " s.requested_by, s.requested_at, s.decided_by, s.decided_at, s.decision_reason"
                    + " FROM refund_settlement s JOIN payment_refund r ON r.id = s.refund_id";

    private final JdbcClient jdbc;

    RefundSettlementStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** With the refund's row locked, so that one waits at a time. */
    public void insert(RefundSettlement one) {
        jdbc.sql("INSERT INTO refund_settlement (id, refund_id, reference, reason, state, requested_by, requested_at)"
                        + " VALUES (?,?,?,?,?,?,?)")
                .params(
                        one.id(),
                        one.refundId(),
                        one.reference(),
                        one.reason(),
                        one.state().name(),
                        one.requestedBy(),
                        Timestamp.from(one.requestedAt()))
                .update();
    }

    public Optional<RefundSettlement> find(long id) {
        return jdbc.sql(SELECT + " WHERE s.id = ?")
                .param(id)
                .query(RefundSettlementStore::settlement)
                .optional();
    }

    /** Whether an operator says so of the refund and nobody has decided. */
    public boolean waits(long refundId) {
        return jdbc.sql("SELECT COUNT(*) FROM refund_settlement WHERE waiting_refund = ?")
                        .param(refundId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** False when it does not wait any more. */
    public boolean decide(long id, State to, String by, String reason, Instant now) {
        return jdbc.sql("UPDATE refund_settlement SET state = ?, decided_by = ?, decided_at = ?, decision_reason = ?"
                                + " WHERE id = ? AND state = 'WAITING'")
                        .params(to.name(), by, Timestamp.from(now), reason, id)
                        .update()
                == 1;
    }

    /**
     * Newest first.
     *
     * @param state  null for any
     * @param before those with a lower number
     */
    public List<RefundSettlement> page(@Nullable State state, long before, int most) {
        String which = state == null ? "" : " AND s.state = '" + state.name() + "'";
        return jdbc.sql(SELECT + " WHERE s.id < ?" + which + " ORDER BY s.id DESC LIMIT ?")
                .params(before, most)
                .query(RefundSettlementStore::settlement)
                .list();
    }

    private static RefundSettlement settlement(ResultSet row, int number) throws SQLException {
        Timestamp decided = row.getTimestamp("decided_at");
        return new RefundSettlement(
                row.getLong("id"),
                row.getLong("refund_id"),
                row.getLong("payment_id"),
                Money.ofFen(row.getLong("amount_fen")),
                row.getString("reference"),
                row.getString("reason"),
                State.valueOf(row.getString("state")),
                row.getString("requested_by"),
                row.getTimestamp("requested_at").toInstant(),
                row.getString("decided_by"),
                decided == null ? null : decided.toInstant(),
                row.getString("decision_reason"));
    }
}
