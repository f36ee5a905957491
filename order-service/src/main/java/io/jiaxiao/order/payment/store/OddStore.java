package io.jiaxiao.order.payment.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.payment.OddPayment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Money of another sum than was asked for. */
@Repository
public class OddStore {

    private static final String SELECT = "SELECT id, order_id, COALESCE(asked_fen, amount_fen) AS asked, odd_fen,"
            + " odd_trade_no, odd_paid_at, odd_at, odd_decision FROM payment WHERE odd_at IS NOT NULL";

    private final JdbcClient jdbc;

    OddStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the partner has; its latest word counts. Does nothing to a payment that is paid. */
    public void notice(long paymentId, Money received, String tradeNo, Instant paidAt, Instant now) {
        jdbc.sql("UPDATE payment SET odd_fen = ?, odd_trade_no = ?, odd_paid_at = ?, odd_at = COALESCE(odd_at, ?)"
                        + " WHERE id = ? AND state <> 'PAID'")
                .params(received.fen(), tradeNo, Timestamp.from(paidAt), Timestamp.from(now), paymentId)
                .update();
    }

    /**
     * From now on the payment is for what came in.
     *
     * @return false when it is settled, or the partner has another sum by now
     */
    public boolean settle(long paymentId, Money received, OddPayment.Decision decision) {
        return jdbc.sql("UPDATE payment SET asked_fen = amount_fen, amount_fen = odd_fen, odd_decision = ?"
                                + " WHERE id = ? AND odd_fen = ? AND odd_decision IS NULL AND state <> 'PAID'")
                        .params(decision.name(), paymentId, received.fen())
                        .update()
                == 1;
    }

    public Optional<OddPayment> find(long paymentId) {
        return jdbc.sql(SELECT + " AND id = ?")
                .param(paymentId)
                .query(OddStore::odd)
                .optional();
    }

    /** The oldest first. */
    public List<OddPayment> page(boolean settled, long offset, int most) {
        return jdbc.sql(SELECT + " AND odd_decision IS " + (settled ? "NOT NULL" : "NULL AND state <> 'PAID'")
                        + " ORDER BY odd_at, id LIMIT ? OFFSET ?")
                .params(most, offset)
                .query(OddStore::odd)
                .list();
    }

    private static OddPayment odd(ResultSet row, int number) throws SQLException {
        String decision = row.getString("odd_decision");
        return new OddPayment(
                row.getString("id"),
                row.getString("order_id"),
                Money.ofFen(row.getLong("asked")),
                Money.ofFen(row.getLong("odd_fen")),
                row.getString("odd_trade_no"),
                row.getTimestamp("odd_paid_at").toInstant(),
                row.getTimestamp("odd_at").toInstant(),
                decision == null ? null : OddPayment.Decision.valueOf(decision));
    }
}
