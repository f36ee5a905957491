package io.jiaxiao.order.subscription.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.timeline.TimelineEntry;
import io.jiaxiao.order.timeline.TimelineEntry.Source;
import io.jiaxiao.order.timeline.TimelineSource;
import io.jiaxiao.order.timeline.TimelineSubject;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every event of the subscriptions. */
@Repository
@Order(40)
class SubscriptionTimeline implements TimelineSource {

    private final JdbcClient jdbc;

    SubscriptionTimeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<TimelineEntry> about(TimelineSubject subject) {
        if (subject.subscriptionIds().isEmpty()) {
            return List.of();
        }
        return jdbc.sql("SELECT e.subscription_id, e.at, e.kind, e.actor, e.paid_through, e.amount_fen, e.note, s.state"
                        + " FROM subscription_event e JOIN subscription s ON s.id = e.subscription_id"
                        + " WHERE e.subscription_id IN (:ids) ORDER BY e.subscription_id, e.seq")
                .param("ids", subject.subscriptionIds())
                .query((row, number) -> {
                    Long amount = row.getObject("amount_fen", Long.class);
                    String note = row.getString("note");
                    return TimelineEntry.of(
                                    row.getTimestamp("at").toInstant(),
                                    Source.SUBSCRIPTION,
                                    row.getString("kind"),
                                    row.getString("actor"),
                                    row.getLong("subscription_id"))
                            .now(row.getString("state"))
                            .about(amount == null ? null : Money.ofFen(amount))
                            .saying("有效期至 " + row.getString("paid_through") + (note.isEmpty() ? "" : "；" + note));
                })
                .list();
    }
}
