package io.jiaxiao.order.purchase.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.purchase.domain.RefundKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Money on its way back, and how much of each price it is. */
@Repository
public class PurchaseRefundStore {

    private static final String SELECT =
            "SELECT refund_id, purchase_id, kind, amount_fen, asked_at, arrived_at FROM purchase_refund";

    private final JdbcClient jdbc;

    PurchaseRefundStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param arrivedAt null while it is on its way */
    public record Refund(
            String refundId,
            long purchaseId,
            RefundKind kind,
            Money amount,
            Instant askedAt,
            @Nullable Instant arrivedAt) {}

    /** Sets it aside from the price. @return false when less is left, and then nothing is written */
    public boolean reserve(long purchaseId, Money amount) {
        return jdbc.sql("UPDATE purchase SET asked_fen = asked_fen + ? WHERE id = ? AND asked_fen + ? <= price_fen")
                        .params(amount.fen(), purchaseId, amount.fen())
                        .update()
                == 1;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the key was used */
    public void insert(Refund refund, String key) {
        jdbc.sql(
                        "INSERT INTO purchase_refund (refund_id, refund_key, purchase_id, kind, amount_fen, asked_at) VALUES (?,?,?,?,?,?)")
                .params(
                        refund.refundId(),
                        key,
                        refund.purchaseId(),
                        refund.kind().name(),
                        refund.amount().fen(),
                        Timestamp.from(refund.askedAt()))
                .update();
    }

    public Optional<Refund> find(String refundId) {
        return jdbc.sql(SELECT + " WHERE refund_id = ?")
                .param(refundId)
                .query(PurchaseRefundStore::refund)
                .optional();
    }

    /** @return false when it has arrived before */
    public boolean arrived(Refund refund, Instant at) {
        return jdbc.sql("UPDATE purchase_refund SET arrived_at = ? WHERE refund_id = ? AND arrived_at IS NULL")
                                .params(Timestamp.from(at), refund.refundId())
                                .update()
                        == 1
                && jdbc.sql("UPDATE purchase SET back_fen = back_fen + ? WHERE id = ?")
                                .params(refund.amount().fen(), refund.purchaseId())
                                .update()
                        == 1;
    }

    /** The oldest first. */
    public List<Refund> of(long purchaseId) {
        return jdbc.sql(SELECT + " WHERE purchase_id = ? ORDER BY asked_at, refund_id")
                .param(purchaseId)
                .query(PurchaseRefundStore::refund)
                .list();
    }

    /** Of the price, what operators gave back above the rules, arrived or not. */
    public Money byOperators(long purchaseId) {
        return Money.ofFen(jdbc.sql(
                        "SELECT COALESCE(SUM(amount_fen), 0) FROM purchase_refund WHERE purchase_id = ? AND kind = 'OPERATOR'")
                .param(purchaseId)
                .query(Long.class)
                .single());
    }

    /** What cancellations gave back of a subscription, arrived or not. */
    public List<Refund> ofCancelled(long subscriptionId) {
        return jdbc.sql("SELECT r.refund_id, r.purchase_id, r.kind, r.amount_fen, r.asked_at, r.arrived_at"
                        + " FROM purchase_refund r JOIN purchase p ON p.id = r.purchase_id"
                        + " WHERE p.subscription_id = ? AND r.kind = 'CANCELLATION'")
                .param(subscriptionId)
                .query(PurchaseRefundStore::refund)
                .list();
    }

    private static Refund refund(ResultSet row, int number) throws SQLException {
        Timestamp arrived = row.getTimestamp(6);
        return new Refund(
                row.getString(1),
                row.getLong(2),
                RefundKind.valueOf(row.getString(3)),
                Money.ofFen(row.getLong(4)),
                row.getTimestamp(5).toInstant(),
                arrived == null ? null : arrived.toInstant());
    }
}
