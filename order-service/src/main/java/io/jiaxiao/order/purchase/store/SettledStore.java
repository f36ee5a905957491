package io.jiaxiao.order.purchase.store;

import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.purchase.SettledPurchases.Settled;
import io.jiaxiao.order.purchase.domain.PurchaseState;
import io.jiaxiao.order.purchase.domain.RiskVerdict;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Purchases that are paid from the beginning, by the hundred; none opens a transaction. */
@Repository
public class SettledStore {

    private final JdbcTemplate jdbc;
    private final JdbcClient client;

    SettledStore(JdbcTemplate jdbc, JdbcClient client) {
        this.jdbc = jdbc;
        this.client = client;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when one of the keys was used, and then none is written */
    public void insertAll(List<Settled> all, String actor, String note, Instant now) {
        Timestamp at = Timestamp.from(now);
        // There is no quote and no payment of ours: 0 and an empty number.
        jdbc.batchUpdate(
                "INSERT INTO purchase (id, person_id, request_key, request_hash, child_id, class_id, school_id, product_code,"
                        + " plan_code, title, method, price_fen, quote_id, tariff_version, quoted_at, verdict, review_due, created_at,"
                        + " pay_until, state, state_at, payment_id, paid_at, subscription_id, asked_fen, back_fen)"
                        + " VALUES (?,?,?,'',?,?,?,?,?,?,?,?,0,?,?,?,FALSE,?,?,?,?,'',?,?,0,0)",
                all,
                Math.max(1, all.size()),
                (statement, one) -> {
                    statement.setLong(1, one.id());
                    statement.setLong(2, one.personId());
                    statement.setString(3, one.key());
                    statement.setString(4, one.childId());
                    statement.setString(5, one.classId());
                    statement.setString(6, one.schoolId());
                    statement.setString(7, one.plan().productCode());
                    statement.setString(8, one.plan().code());
                    statement.setString(9, one.title());
                    statement.setString(10, PayMethod.OUTSIDE.name());
                    statement.setLong(11, one.price().fen());
                    statement.setInt(12, one.tariffVersion());
                    statement.setTimestamp(13, at);
                    statement.setString(14, RiskVerdict.PASSED.name());
                    statement.setTimestamp(15, at);
                    statement.setTimestamp(16, at);
                    statement.setString(17, PurchaseState.PAID.name());
                    statement.setTimestamp(18, at);
                    statement.setTimestamp(19, at);
                    statement.setLong(20, one.subscriptionId());
                });
        steps(all.stream().map(Settled::id).toList(), null, PurchaseState.PAID, "SETTLED_OUTSIDE", actor, note, at);
    }

    /** @return how many were settled outside and paid */
    public int takeBackAll(List<Long> ids, String actor, String note, Instant now) {
        Timestamp at = Timestamp.from(now);
        int moved = client.sql("UPDATE purchase SET state = 'TAKEN_BACK', state_at = :at WHERE id IN (:ids)"
                        + " AND state = 'PAID' AND method = 'OUTSIDE'")
                .param("at", at)
                .param("ids", ids)
                .update();
        steps(ids, PurchaseState.PAID, PurchaseState.TAKEN_BACK, "RENEWAL_UNDONE", actor, note, at);
        return moved;
    }

    private void steps(
            List<Long> ids,
            @Nullable PurchaseState from,
            PurchaseState to,
            String what,
            String actor,
            String note,
            Timestamp at) {
        jdbc.batchUpdate(
                "INSERT INTO purchase_step (purchase_id, at, from_state, to_state, what, actor, note)"
                        + " VALUES (?,?,?,?,?,?,?)",
                ids,
                Math.max(1, ids.size()),
                (statement, id) -> {
                    statement.setLong(1, id);
                    statement.setTimestamp(2, at);
                    statement.setString(3, from == null ? null : from.name());
                    statement.setString(4, to.name());
                    statement.setString(5, what);
                    statement.setString(6, actor);
                    statement.setString(7, note);
                });
    }
}
