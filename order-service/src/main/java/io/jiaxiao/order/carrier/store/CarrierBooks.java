package io.jiaxiao.order.carrier.store;

import io.jiaxiao.order.carrier.BookedOrder;
import io.jiaxiao.order.carrier.domain.CarrierState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Carrier orders, read for whoever compares them with the carrier's own list. */
@Repository
public class CarrierBooks {

    private static final int AT_ONCE = 500;
    // An order that is over has no open key any more; phone and product make it up again.
    private static final String SELECT = "SELECT id, CONCAT(mobile_index, ':', product_id) AS holder, state,"
            + " confirm_req_no, end_req_no, effective_at, over_at FROM carrier_order WHERE ";

    private final JdbcClient jdbc;

    CarrierBooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By our numbers of a confirmation or of an ending. */
    public List<BookedOrder> byRequests(Collection<String> reqNos) {
        Set<BookedOrder> found = new LinkedHashSet<>(all("confirm_req_no IN (:some)", reqNos));
        found.addAll(all("end_req_no IN (:some)", reqNos));
        return List.copyOf(found);
    }

    /** What is not over, by phone and product. */
    public List<BookedOrder> open(Collection<String> holders) {
        return all("open_key IN (:some)", holders);
    }

    /** Running since a moment in that time, by the carrier's word. */
    public List<BookedOrder> effective(Instant from, Instant until) {
        return between("effective_at >= ? AND effective_at < ?", from, until);
    }

    /** Whose end we learned of in that time. */
    public List<BookedOrder> over(Instant from, Instant until) {
        return between("over_at >= ? AND over_at < ?", from, until);
    }

    /** Still to be ended, which was asked for in that time. */
    public List<BookedOrder> leaving(Instant from, Instant until) {
        return between("ending_at >= ? AND ending_at < ? AND state = 'LEAVING'", from, until);
    }

    private List<BookedOrder> between(String where, Instant from, Instant until) {
        return jdbc.sql(SELECT + where)
                .params(Timestamp.from(from), Timestamp.from(until))
                .query(CarrierBooks::order)
                .list();
    }

    private List<BookedOrder> all(String where, Collection<String> values) {
        List<BookedOrder> found = new ArrayList<>();
        List<String> wanted =
                values.stream().filter(value -> !value.isEmpty()).distinct().toList();
        for (int from = 0; from < wanted.size(); from += AT_ONCE) {
            found.addAll(jdbc.sql(SELECT + where)
                    .param("some", wanted.subList(from, Math.min(wanted.size(), from + AT_ONCE)))
                    .query(CarrierBooks::order)
                    .list());
        }
        return found;
    }

    private static BookedOrder order(ResultSet row, int number) throws SQLException {
        return new BookedOrder(
                row.getString("id"),
                row.getString("holder"),
                CarrierState.valueOf(row.getString("state")),
                row.getString("confirm_req_no"),
                row.getString("end_req_no"),
                instant(row.getTimestamp("effective_at")),
                instant(row.getTimestamp("over_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
