package io.jiaxiao.order.purchase.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.purchase.domain.OperatorRefund;
import io.jiaxiao.order.purchase.domain.OperatorRefund.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Refunds operators want; every move names the state it leaves. */
@Repository
public class OperatorRefundStore {

    private static final String COLUMNS =
            "id, purchase_id, amount_fen, effect, reason, state, requested_by, requested_at,"
                    + " expires_at, decided_by, decided_at, decision_reason, refund_id";

    private final JdbcClient jdbc;

    OperatorRefundStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(OperatorRefund one) {
        jdbc.sql("INSERT INTO operator_refund (" + COLUMNS + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)")
                .param(one.id())
                .param(one.purchaseId())
                .param(one.amount().fen())
                .param(one.effect().name())
                .param(one.reason())
                .param(one.state().name())
                .param(one.requestedBy())
                .param(Timestamp.from(one.requestedAt()))
                .param(Timestamp.from(one.expiresAt()))
                .param(one.decidedBy())
                .param(timestamp(one.decidedAt()))
                .param(one.decisionReason())
                .param(one.refundId())
                .update();
    }

    public Optional<OperatorRefund> find(long id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM operator_refund WHERE id = ?")
                .param(id)
                .query(OperatorRefundStore::refund)
                .optional();
    }

    /** False when it does not wait any more, or its time is over. */
    public boolean decide(long id, State to, String by, String reason, Instant now) {
        return jdbc.sql("UPDATE operator_refund SET state = ?, decided_by = ?, decided_at = ?, decision_reason = ?"
                                + " WHERE id = ? AND state = 'WAITING' AND expires_at > ?")
                        .params(to.name(), by, Timestamp.from(now), reason, id, Timestamp.from(now))
                        .update()
                == 1;
    }

    /** What it has become. */
    public void refunded(long id, String refundId) {
        jdbc.sql("UPDATE operator_refund SET refund_id = ? WHERE id = ? AND state = 'APPROVED'")
                .params(refundId, id)
                .update();
    }

    /** What operators asked for of a purchase, done or waiting. */
    public Money open(long purchaseId) {
        return Money.ofFen(jdbc.sql("SELECT COALESCE(SUM(amount_fen), 0) FROM operator_refund WHERE purchase_id = ?"
                        + " AND state IN ('WAITING', 'APPROVED')")
                .param(purchaseId)
                .query(Long.class)
                .single());
    }

    public void expire(Instant now, int most) {
        jdbc.sql(
                        "UPDATE operator_refund SET state = 'EXPIRED', decided_at = ? WHERE state = 'WAITING' AND expires_at <= ?"
                                + " LIMIT ?")
                .params(Timestamp.from(now), Timestamp.from(now), most)
                .update();
    }

    /**
     * Newest first.
     *
     * @param state      null for any
     * @param purchaseId null for any
     * @param before     those with a lower number
     */
    public List<OperatorRefund> page(@Nullable State state, @Nullable Long purchaseId, long before, int most) {
        List<Object> values = new ArrayList<>(List.of(before));
        StringBuilder where = new StringBuilder(" WHERE id < ?");
        if (state != null) {
            where.append(" AND state = ?");
            values.add(state.name());
        }
        if (purchaseId != null) {
            where.append(" AND purchase_id = ?");
            values.add(purchaseId);
        }
        values.add(most);
        return jdbc.sql("SELECT " + COLUMNS + " FROM operator_refund" + where + " ORDER BY id DESC LIMIT ?")
                .params(values)
                .query(OperatorRefundStore::refund)
                .list();
    }

    private static OperatorRefund refund(ResultSet row, int number) throws SQLException {
        Timestamp decided = row.getTimestamp("decided_at");
        return new OperatorRefund(
                row.getLong("id"),
                row.getLong("purchase_id"),
                Money.ofFen(row.getLong("amount_fen")),
                OperatorRefund.Effect.valueOf(row.getString("effect")),
                row.getString("reason"),
                State.valueOf(row.getString("state")),
                row.getString("requested_by"),
                row.getTimestamp("requested_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getString("decided_by"),
                decided == null ? null : decided.toInstant(),
                row.getString("decision_reason"),
                row.getString("refund_id"));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
