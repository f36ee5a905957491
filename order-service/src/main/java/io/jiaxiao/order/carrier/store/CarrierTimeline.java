package io.jiaxiao.order.carrier.store;

import io.jiaxiao.kernel.Masking;
import io.jiaxiao.order.timeline.TimelineEntry;
import io.jiaxiao.order.timeline.TimelineEntry.Source;
import io.jiaxiao.order.timeline.TimelineSource;
import io.jiaxiao.order.timeline.TimelineSubject;
import io.jiaxiao.starter.pii.PersonalDataCipher;
import io.jiaxiao.starter.pii.PiiPurpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Orders on the carrier's bill and the parent's taps; the number masked. */
@Repository
@Order(30)
class CarrierTimeline implements TimelineSource {

    private static final String CARRIER = "carrier";

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;

    CarrierTimeline(JdbcClient jdbc, PersonalDataCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    @Override
    public List<TimelineEntry> about(TimelineSubject subject) {
        List<String> orders =
                subject.purchaseIds().stream().map(String::valueOf).toList();
        List<TimelineEntry> all = new ArrayList<>();
        jdbc.sql("SELECT id, person_id, mobile, product_id, state, last_code, created_at, effective_at, ends_at"
                        + " FROM carrier_order WHERE order_id IN (:orders) ORDER BY id")
                .param("orders", orders)
                .query(row -> {
                    order(row, all);
                });
        all.addAll(jdbc.sql(
                        "SELECT e.carrier_order_id, e.what, e.at, o.person_id, o.state FROM carrier_evidence e"
                                + " JOIN carrier_order o ON o.id = e.carrier_order_id WHERE o.order_id IN (:orders) ORDER BY e.at")
                .param("orders", orders)
                .query((row, number) -> TimelineEntry.of(
                                row.getTimestamp("at").toInstant(),
                                Source.CARRIER,
                                row.getString("what"),
                                "person:" + row.getString("person_id"),
                                row.getLong("carrier_order_id"))
                        .now(row.getString("state")))
                .list());
        return all;
    }

    private void order(ResultSet row, List<TimelineEntry> all) throws SQLException {
        long id = row.getLong("id");
        String state = row.getString("state");
        String code = row.getString("last_code");
        all.add(TimelineEntry.of(
                        row.getTimestamp("created_at").toInstant(),
                        Source.CARRIER,
                        "OPENED",
                        "person:" + row.getString("person_id"),
                        id)
                .now(state)
                .saying(Masking.mobile(cipher.open(PiiPurpose.MOBILE, row.getString("mobile")))
                        + "，运营商产品 "
                        + row.getString("product_id")
                        + (code.isEmpty() ? "" : "，最近结果 " + code)));
        moment(row, "effective_at", "EFFECTIVE", state, all);
        moment(row, "ends_at", "ENDS", state, all);
    }

    private static void moment(ResultSet row, String column, String what, String state, List<TimelineEntry> all)
            throws SQLException {
        Timestamp at = row.getTimestamp(column);
        if (at != null) {
            all.add(TimelineEntry.of(at.toInstant(), Source.CARRIER, what, CARRIER, row.getLong("id"))
                    .now(state));
        }
    }
}
