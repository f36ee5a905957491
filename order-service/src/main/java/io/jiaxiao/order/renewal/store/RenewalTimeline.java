package io.jiaxiao.order.renewal.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.timeline.TimelineEntry;
import io.jiaxiao.order.timeline.TimelineEntry.Source;
import io.jiaxiao.order.timeline.TimelineSource;
import io.jiaxiao.order.timeline.TimelineSubject;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** By which renewal a purchase was made, for whom it was ordered and by whom. */
@Repository
@Order(60)
class RenewalTimeline implements TimelineSource {

    private final JdbcClient jdbc;

    RenewalTimeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<TimelineEntry> about(TimelineSubject subject) {
        return jdbc.sql("SELECT n.id, n.created_at, n.operator, n.settlement, n.reason, n.state, r.amount_fen"
                        + " FROM renewal_row r JOIN renewal n ON n.id = r.renewal_id WHERE r.purchase_id IN (:ids)"
                        + " ORDER BY n.id")
                .param("ids", subject.purchaseIds())
                .query((row, number) -> {
                    Long amount = row.getObject("amount_fen", Long.class);
                    return TimelineEntry.of(
                                    row.getTimestamp("created_at").toInstant(),
                                    Source.RENEWAL,
                                    "ORDERED",
                                    "operator:" + row.getString("operator"),
                                    row.getLong("id"))
                            .now(row.getString("state"))
                            .about(amount == null ? null : Money.ofFen(amount))
                            .saying(row.getString("settlement") + "；" + row.getString("reason"));
                })
                .list();
    }
}
