package io.jiaxiao.order.payment.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.payment.domain.PartnerState;
import io.jiaxiao.order.payment.domain.Payment;
import io.jiaxiao.order.payment.domain.PaymentState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Payments as rows. */
@Repository
public class PaymentStore {

    private static final String COLUMNS = "id, order_id, amount_fen, refund_fen, subject, state, partner_state,"
            + " EXISTS (SELECT 1 FROM payment_close c WHERE c.payment_id = payment.id) AS close_wanted, qr_code, trade_no, expires_at, looks";

    private final JdbcClient jdbc;

    PaymentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @throws org.springframework.dao.DuplicateKeyException when the order has an open payment
     */
    public void insert(Payment payment, String personId, Instant now) {
        jdbc.sql("INSERT INTO payment (id, order_id, person_id, amount_fen, subject, state, partner_state,"
                        + " open_order_id, expires_at, created_at, due_at) VALUES (?,?,?,?,?,?,?,?,?,?,?)")
                .params(
                        payment.id(),
                        payment.orderId(),
                        personId,
                        payment.amount().fen(),
                        payment.subject(),
                        PaymentState.WAITING.name(),
                        PartnerState.NOT_ASKED.name(),
                        payment.orderId(),
                        at(payment.expires()),
                        at(now),
                        at(payment.expires()))
                .update();
    }

    public Optional<Payment> find(long id) {
        return select(id, "");
    }

    /** Its row stays locked until the transaction ends: whoever decides it decides alone. */
    public Optional<Payment> lock(long id) {
        return select(id, " FOR UPDATE");
    }

    private Optional<Payment> select(long id, String mode) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM payment WHERE id = ?" + mode)
                .param(id)
                .query(PaymentStore::payment)
                .optional();
    }

    /** A code is about to be asked for. False when nothing waits to be paid any more. */
    public boolean asking(long id, Instant now, Instant due) {
        return jdbc.sql("UPDATE payment SET partner_state = IF(partner_state = 'NOT_ASKED', 'UNKNOWN', partner_state),"
                                + " due_at = LEAST(COALESCE(due_at, ?), ?)"
                                + " WHERE id = ? AND state = 'WAITING' AND expires_at > ?"
                                + " AND NOT EXISTS (SELECT 1 FROM payment_close c WHERE c.payment_id = payment.id)")
                        .params(at(due), at(due), id, at(now))
                        .update()
                == 1;
    }

    public void codeShown(long id, String qrCode) {
        jdbc.sql("UPDATE payment SET qr_code = ?,"
                        + " partner_state = IF(partner_state = 'UNKNOWN', 'CODE_SHOWN', partner_state) WHERE id = ?")
                .params(qrCode, id)
                .update();
    }

    /** Somebody has scanned it, and it waits still. */
    public void scanned(long id, String tradeNo) {
        jdbc.sql("UPDATE payment SET partner_state = 'SCANNED', trade_no = ? WHERE id = ? AND state = 'WAITING'")
                .params(tradeNo, id)
                .update();
    }

    /** @return whether it was in that state */
    public boolean paid(long id, PaymentState from, String tradeNo, Instant paidAt, Instant now) {
        return jdbc.sql("UPDATE payment SET state = 'PAID', partner_state = 'SUCCESS', trade_no = ?, paid_at = ?,"
                                + " decided_at = ?, open_order_id = NULL, due_at = NULL WHERE id = ? AND state = ?")
                        .params(tradeNo, at(paidAt), at(now), id, from.name())
                        .update()
                == 1;
    }

    /**
     * @param due when to look whether money came all the same; null when none can
     * @return whether it waited
     */
    public boolean closed(long id, Instant now, @Nullable Instant due) {
        return jdbc.sql("UPDATE payment SET state = 'CLOSED', decided_at = ?, open_order_id = NULL, due_at = ?,"
                                + " partner_state = IF(partner_state = 'NOT_ASKED', 'NOT_ASKED', 'CLOSED')"
                                + " WHERE id = ? AND state = 'WAITING'")
                        .param(at(now))
                        .param(atOrNull(due))
                        .param(id)
                        .update()
                == 1;
    }

    /** Touches no row of a payment, so that who holds its owner's row need not wait for who decides it. */
    public void wantClosed(long id, Instant now) {
        jdbc.sql("INSERT IGNORE INTO payment_close (payment_id, wanted_at) VALUES (?,?)")
                .params(id, at(now))
                .update();
    }

    /** What is wanted closed becomes due. In a transaction. */
    public void takeWishes(Instant now, int most) {
        List<Long> wanted = jdbc.sql(
                        "SELECT payment_id FROM payment_close WHERE taken = FALSE LIMIT ? FOR UPDATE SKIP LOCKED")
                .param(most)
                .query(Long.class)
                .list();
        if (!wanted.isEmpty()) {
            String ids = list(wanted);
            jdbc.sql("UPDATE payment SET due_at = ? WHERE state = 'WAITING' AND id IN (" + ids + ")")
                    .param(at(now))
                    .update();
            jdbc.sql("UPDATE payment_close SET taken = TRUE WHERE payment_id IN (" + ids + ")")
                    .update();
        }
    }

    /** Guards the sum: more than came in never goes out. False when that much is not left, or nothing came in. */
    public boolean takeForRefund(long id, Money amount) {
        return jdbc.sql("UPDATE payment SET refund_fen = refund_fen + ? WHERE id = ? AND state = 'PAID'"
                                + " AND refund_fen + ? <= amount_fen")
                        .params(amount.fen(), id, amount.fen())
                        .update()
                == 1;
    }

    /** A refund has failed for good: its money can be refunded otherwise. */
    public void giveBackFromRefund(long id, Money amount) {
        jdbc.sql("UPDATE payment SET refund_fen = refund_fen - ? WHERE id = ? AND refund_fen >= ?")
                .params(amount.fen(), id, amount.fen())
                .update();
    }

    /**
     * Takes what is due; until then nobody else takes it. In a transaction.
     *
     * @param until when it is due again should the taker die
     */
    public List<Long> take(Instant now, int most, Instant until) {
        List<Long> due = jdbc.sql(
                        "SELECT id FROM payment WHERE due_at <= ? ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED")
                .params(at(now), most)
                .query(Long.class)
                .list();
        if (!due.isEmpty()) {
            jdbc.sql("UPDATE payment SET due_at = ?, looks = looks + 1 WHERE id IN (" + list(due) + ")")
                    .param(at(until))
                    .update();
        }
        return due;
    }

    /** When somebody has to look again; a decided payment that waits for nothing is left alone. */
    public void due(long id, @Nullable Instant due) {
        jdbc.sql("UPDATE payment SET due_at = ? WHERE id = ? AND due_at IS NOT NULL")
                .param(atOrNull(due))
                .param(id)
                .update();
    }

    private static String list(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static Payment payment(ResultSet row, int number) throws SQLException {
        return new Payment(
                row.getLong("id"),
                row.getString("order_id"),
                Money.ofFen(row.getLong("amount_fen")),
                Money.ofFen(row.getLong("refund_fen")),
                row.getString("subject"),
                PaymentState.valueOf(row.getString("state")),
                PartnerState.valueOf(row.getString("partner_state")),
                row.getBoolean("close_wanted"),
                row.getString("qr_code"),
                row.getString("trade_no"),
                row.getTimestamp("expires_at").toInstant(),
                row.getInt("looks"));
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }

    private static @Nullable Timestamp atOrNull(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
