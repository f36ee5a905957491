package io.jiaxiao.order.purchase.store;

import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.purchase.MigratedPurchases.Migrated;
import io.jiaxiao.order.purchase.domain.PurchaseState;
import io.jiaxiao.order.purchase.domain.RiskVerdict;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Purchases of the old platform, by the hundred; none opens a transaction. */
@Repository
public class MigratedStore {

    private final JdbcTemplate batches;
    private final JdbcClient jdbc;

    MigratedStore(JdbcTemplate batches, JdbcClient jdbc) {
        this.batches = batches;
        this.jdbc = jdbc;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when a person has one of the orders already */
    public void insertAll(List<Migrated> all, String actor, Instant now) {
        Timestamp at = Timestamp.from(now);
        // There is no quote, no tariff and no payment of ours: 0 and an empty number.
        batches.batchUpdate(
                "INSERT INTO purchase (id, person_id, request_key, request_hash, child_id, class_id, school_id, product_code,"
                        + " plan_code, title, method, price_fen, quote_id, tariff_version, quoted_at, verdict, review_due, created_at,"
                        + " pay_until, state, state_at, payment_id, paid_at, subscription_id, asked_fen, back_fen)"
                        + " VALUES (?,?,?,'',?,?,?,?,?,?,?,?,0,0,?,?,FALSE,?,?,?,?,'',?,?,?,?)",
                all,
                Math.max(1, all.size()),
                (statement, one) -> {
                    Timestamp paid = Timestamp.from(one.paidAt());
                    statement.setLong(1, one.id());
                    statement.setLong(2, one.personId());
                    statement.setString(3, "OLD-" + one.orderNo());
                    statement.setString(4, one.childId());
                    statement.setString(5, one.classId());
                    statement.setString(6, one.schoolId());
                    statement.setString(7, one.plan().productCode());
                    statement.setString(8, one.plan().code());
                    statement.setString(9, one.title());
                    statement.setString(10, PayMethod.MIGRATED.name());
                    statement.setLong(11, one.price().fen());
                    statement.setTimestamp(12, paid);
                    statement.setString(13, RiskVerdict.PASSED.name());
                    statement.setTimestamp(14, paid);
                    statement.setTimestamp(15, paid);
                    statement.setString(16, stateOf(one).name());
                    statement.setTimestamp(17, at);
                    statement.setTimestamp(18, paid);
                    statement.setLong(19, one.subscriptionId());
                    statement.setLong(20, one.back().fen());
                    statement.setLong(21, one.back().fen());
                });
        batches.batchUpdate(
                "INSERT INTO purchase_step (purchase_id, at, from_state, to_state, what, actor, note)"
                        + " VALUES (?,?,NULL,?,'MIGRATED',?,?)",
                all,
                Math.max(1, all.size()),
                (statement, one) -> {
                    statement.setLong(1, one.id());
                    statement.setTimestamp(2, at);
                    statement.setString(3, stateOf(one).name());
                    statement.setString(4, actor);
                    statement.setString(5, one.note());
                });
    }

    private static PurchaseState stateOf(Migrated one) {
        return one.ended() ? PurchaseState.REFUNDED : PurchaseState.PAID;
    }

    /** Of those that came from the old platform only, with their steps. */
    public void deleteAll(Collection<Long> ids) {
        jdbc.sql("DELETE FROM purchase_step WHERE purchase_id IN (:ids)")
                .param("ids", ids)
                .update();
        jdbc.sql("DELETE FROM purchase WHERE id IN (:ids) AND method = 'MIGRATED'")
                .param("ids", ids)
                .update();
    }
}
