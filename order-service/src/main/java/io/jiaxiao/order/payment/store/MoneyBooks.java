package io.jiaxiao.order.payment.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.payment.BookedMovement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Money that moved, or is to, read for whoever compares it with the partner's books. */
@Repository
public class MoneyBooks {

    private static final int AT_ONCE = 500;
    private static final String PAYMENTS = "SELECT id AS payment_id, '' AS refund_id, amount_fen AS fen, state,"
            + " state = 'PAID' AS done, paid_at AS moved_at FROM payment WHERE ";
    private static final String REFUNDS = "SELECT payment_id, id AS refund_id, -amount_fen AS fen, state,"
            + " state = 'DONE' AS done, done_at AS moved_at FROM payment_refund WHERE ";

    private final JdbcClient jdbc;

    MoneyBooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<BookedMovement> payments(Collection<Long> ids) {
        return all(PAYMENTS, ids);
    }

    public List<BookedMovement> refunds(Collection<Long> ids) {
        return all(REFUNDS, ids);
    }

    /** What has moved from one moment on and before the other. */
    public List<BookedMovement> between(Instant from, Instant until) {
        List<BookedMovement> moved = new ArrayList<>(moved(PAYMENTS + "paid_at >= ? AND paid_at < ?", from, until));
        moved.addAll(moved(REFUNDS + "done_at >= ? AND done_at < ?", from, until));
        return moved;
    }

    private List<BookedMovement> moved(String sql, Instant from, Instant until) {
        return jdbc.sql(sql)
                .params(Timestamp.from(from), Timestamp.from(until))
                .query(MoneyBooks::movement)
                .list();
    }

    private List<BookedMovement> all(String select, Collection<Long> ids) {
        List<BookedMovement> found = new ArrayList<>();
        List<Long> wanted = List.copyOf(ids);
        for (int from = 0; from < wanted.size(); from += AT_ONCE) {
            String some = wanted.subList(from, Math.min(wanted.size(), from + AT_ONCE)).stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(","));
            found.addAll(jdbc.sql(select + "id IN (" + some + ")")
                    .query(MoneyBooks::movement)
                    .list());
        }
        return found;
    }

    private static BookedMovement movement(ResultSet row, int number) throws SQLException {
        return new BookedMovement(
                row.getString("payment_id"),
                row.getString("refund_id"),
                Money.ofFen(row.getLong("fen")),
                row.getString("state"),
                row.getBoolean("done"),
                instant(row.getTimestamp("moved_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
