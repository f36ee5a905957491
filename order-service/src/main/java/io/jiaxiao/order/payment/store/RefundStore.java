package io.jiaxiao.order.payment.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.payment.domain.Refund;
import io.jiaxiao.order.payment.domain.RefundState;
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

/** Refunds as rows. */
@Repository
public class RefundStore {

    private static final String COLUMNS = "id, payment_id, amount_fen, reason, automatic, state, tries";

    private final JdbcClient jdbc;

    RefundStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the key was used for this payment */
    public void insert(Refund refund, String key, Instant now) {
        jdbc.sql("INSERT INTO payment_refund (id, payment_id, refund_key, amount_fen, reason, automatic, state,"
                        + " created_at, due_at) VALUES (?,?,?,?,?,?,?,?,?)")
                .params(
                        refund.id(),
                        refund.paymentId(),
                        key,
                        refund.amount().fen(),
                        refund.reason(),
                        refund.automatic(),
                        RefundState.WANTED.name(),
                        Timestamp.from(now),
                        Timestamp.from(now))
                .update();
    }

    public Optional<Refund> find(long id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM payment_refund WHERE id = ?")
                .param(id)
                .query(RefundStore::refund)
                .optional();
    }

    /** Its row stays locked until the transaction ends; before the payment's. */
    public Optional<Refund> lock(long id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM payment_refund WHERE id = ? FOR UPDATE")
                .param(id)
                .query(RefundStore::refund)
                .optional();
    }

    public Optional<Refund> byKey(long paymentId, String key) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM payment_refund WHERE payment_id = ? AND refund_key = ?")
                .params(paymentId, key)
                .query(RefundStore::refund)
                .optional();
    }

    /**
     * Takes what is due; until then nobody else takes it. In a transaction.
     *
     * @param until when it is due again should the taker die
     */
    public List<Refund> take(Instant now, int most, Instant until) {
        List<Refund> due = jdbc.sql("SELECT " + COLUMNS + " FROM payment_refund WHERE due_at <= ? ORDER BY due_at"
                        + " LIMIT ? FOR UPDATE SKIP LOCKED")
                .params(Timestamp.from(now), most)
                .query(RefundStore::refund)
                .list();
        if (!due.isEmpty()) {
            String ids = due.stream().map(each -> Long.toString(each.id())).collect(Collectors.joining(","));
            jdbc.sql("UPDATE payment_refund SET due_at = ?, tries = tries + 1 WHERE id IN (" + ids + ")")
                    .param(Timestamp.from(until))
                    .update();
        }
        return due;
    }

    /**
     * @param code what the partner said
     * @param due  when somebody has to look again; null for never
     * @param done when the money has gone; null unless it has
     * @return whether it was in that state
     */
    public boolean move(
            long id, RefundState from, RefundState to, String code, @Nullable Instant due, @Nullable Instant done) {
        if (!from.canBecome(to)) {
            throw new IllegalStateException("a refund cannot go from " + from + " to " + to);
        }
        return jdbc.sql("UPDATE payment_refund SET state = ?, last_code = ?, due_at = ?, done_at = ?"
                                + " WHERE id = ? AND state = ?")
                        .param(to.name())
                        .param(code)
                        .param(at(due))
                        .param(at(done))
                        .param(id)
                        .param(from.name())
                        .update()
                == 1;
    }

    /** It does not get done. @return what the partner said last; empty when people were told before */
    public Optional<String> stuck(long id, Instant now) {
        boolean first = jdbc.sql("UPDATE payment_refund SET stuck_at = ? WHERE id = ? AND stuck_at IS NULL")
                        .params(Timestamp.from(now), id)
                        .update()
                == 1;
        return first
                ? jdbc.sql("SELECT last_code FROM payment_refund WHERE id = ?")
                        .param(id)
                        .query(String.class)
                        .optional()
                : Optional.empty();
    }

    /** Its tries begin anew, and people are told anew when they lead nowhere. */
    public void anew(long id) {
        jdbc.sql("UPDATE payment_refund SET tries = 0, stuck_at = NULL WHERE id = ?")
                .param(id)
                .update();
    }

    /**
     * A refund that needs a person.
     *
     * @param lastCode what the partner said last
     */
    public record Troubled(Refund refund, String lastCode, Instant createdAt) {}

    /** Those the partner refuses, and those not done after so many tries; the oldest first. */
    public List<Troubled> troubled(int tries, long offset, int most) {
        return jdbc.sql("SELECT " + COLUMNS + ", last_code, created_at FROM payment_refund WHERE state = 'FAILED'"
                        + " OR (state IN ('WANTED', 'SENT', 'UNKNOWN') AND tries >= ?) ORDER BY id LIMIT ? OFFSET ?")
                .params(tries, most, offset)
                .query((row, number) -> new Troubled(
                        refund(row, number),
                        row.getString("last_code"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    /** It is asked about at the next round, if it is open at all. */
    public void dueNow(long id, Instant now) {
        jdbc.sql("UPDATE payment_refund SET due_at = ? WHERE id = ? AND due_at > ?")
                .params(Timestamp.from(now), id, Timestamp.from(now))
                .update();
    }

    public void due(long id, RefundState state, String code, Instant due) {
        jdbc.sql("UPDATE payment_refund SET due_at = ?, last_code = ? WHERE id = ? AND state = ?")
                .params(Timestamp.from(due), code, id, state.name())
                .update();
    }

    private static Refund refund(ResultSet row, int number) throws SQLException {
        return new Refund(
                row.getLong("id"),
                row.getLong("payment_id"),
                Money.ofFen(row.getLong("amount_fen")),
                row.getString("reason"),
                row.getBoolean("automatic"),
                RefundState.valueOf(row.getString("state")),
                row.getInt("tries"));
    }

    private static @Nullable Timestamp at(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
