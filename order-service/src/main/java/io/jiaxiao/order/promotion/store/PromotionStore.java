package io.jiaxiao.order.promotion.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.promotion.BookedInstalment;
import io.jiaxiao.order.promotion.DueInstalment;
import io.jiaxiao.order.promotion.domain.Instalment;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was granted under policies, and the instalments. */
@Repository
public class PromotionStore {

    private final JdbcClient jdbc;

    PromotionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A purchase under a promotion. */
    public record Grant(long purchaseId, long subscriptionId, String policyCode, int policyVersion, Money paid) {}

    /** @throws org.springframework.dao.DuplicateKeyException when the purchase has one already */
    public void insert(Grant grant, List<Instalment> instalments, Instant now) {
        jdbc.sql(
                        "INSERT INTO promotion_grant (purchase_id, subscription_id, policy_code, policy_version, paid_fen, granted_at)"
                                + " VALUES (?,?,?,?,?,?)")
                .params(
                        grant.purchaseId(),
                        grant.subscriptionId(),
                        grant.policyCode(),
                        grant.policyVersion(),
                        grant.paid().fen(),
                        Timestamp.from(now))
                .update();
        for (Instalment each : instalments) {
            jdbc.sql("INSERT INTO promotion_instalment (purchase_id, no, due_on, amount_fen, state, state_at)"
                            + " VALUES (?,?,?,?,'SCHEDULED',?)")
                    .params(
                            grant.purchaseId(),
                            each.no(),
                            each.dueOn(),
                            each.amount().fen(),
                            Timestamp.from(now))
                    .update();
        }
    }

    public Optional<Grant> grant(long purchaseId) {
        return jdbc.sql(
                        "SELECT purchase_id, subscription_id, policy_code, policy_version, paid_fen FROM promotion_grant"
                                + " WHERE purchase_id = ?")
                .param(purchaseId)
                .query((row, number) -> new Grant(
                        row.getLong(1), row.getLong(2), row.getString(3), row.getInt(4), Money.ofFen(row.getLong(5))))
                .optional();
    }

    public List<BookedInstalment> lines(long purchaseId) {
        return jdbc.sql("SELECT purchase_id, no, due_on, amount_fen, state, reason, refund_id FROM promotion_instalment"
                        + " WHERE purchase_id = ? ORDER BY no")
                .param(purchaseId)
                .query((row, number) -> new BookedInstalment(
                        row.getLong(1),
                        row.getInt(2),
                        row.getObject(3, LocalDate.class),
                        Money.ofFen(row.getLong(4)),
                        BookedInstalment.State.valueOf(row.getString(5)),
                        row.getString(6),
                        row.getString(7)))
                .list();
    }

    /** Those to look at on that day, the longest due first, behind that one. */
    public List<DueInstalment> due(LocalDate today, DueInstalment behind, int most) {
        return jdbc.sql("SELECT i.purchase_id, g.subscription_id, i.no, i.due_on FROM promotion_instalment i"
                        + " JOIN promotion_grant g ON g.purchase_id = i.purchase_id"
                        + " WHERE i.state = 'SCHEDULED' AND i.due_on <= :today AND i.due_on >= :day"
                        + " AND (i.due_on > :day OR i.purchase_id > :purchase OR i.purchase_id = :purchase AND i.no > :no)"
                        + " ORDER BY i.due_on, i.purchase_id, i.no LIMIT :most")
                .param("today", today)
                .param("day", behind.dueOn())
                .param("purchase", behind.purchaseId())
                .param("no", behind.no())
                .param("most", most)
                .query((row, number) -> new DueInstalment(
                        row.getLong(1), row.getLong(2), row.getInt(3), row.getObject(4, LocalDate.class)))
                .list();
    }

    /** Looked at again then. */
    public void postpone(long purchaseId, int no, LocalDate dueOn) {
        jdbc.sql("UPDATE promotion_instalment SET due_on = ? WHERE purchase_id = ? AND no = ? AND state = 'SCHEDULED'")
                .params(dueOn, purchaseId, no)
                .update();
    }

    /** @return false when it was decided already */
    public boolean forfeit(long purchaseId, int no, String reason, Instant now) {
        return jdbc.sql("UPDATE promotion_instalment SET state = 'FORFEITED', reason = ?, state_at = ?"
                                + " WHERE purchase_id = ? AND no = ? AND state = 'SCHEDULED'")
                        .params(reason, Timestamp.from(now), purchaseId, no)
                        .update()
                == 1;
    }

    /** @return false when it was decided already */
    public boolean asked(long purchaseId, int no, String refundId, Instant now) {
        return jdbc.sql("UPDATE promotion_instalment SET state = 'ASKED', refund_id = ?, state_at = ?"
                                + " WHERE purchase_id = ? AND no = ? AND state = 'SCHEDULED'")
                        .params(refundId, Timestamp.from(now), purchaseId, no)
                        .update()
                == 1;
    }

    public void returned(String refundId, Instant now) {
        jdbc.sql(
                        "UPDATE promotion_instalment SET state = 'RETURNED', state_at = ? WHERE refund_id = ? AND state = 'ASKED'")
                .params(Timestamp.from(now), refundId)
                .update();
    }
}
