package io.jiaxiao.order.promotion.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.timeline.TimelineEntry;
import io.jiaxiao.order.timeline.TimelineEntry.Source;
import io.jiaxiao.order.timeline.TimelineSource;
import io.jiaxiao.order.timeline.TimelineSubject;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Under which promise a purchase was made, and what became of each instalment. */
@Repository
@Order(50)
class PromotionTimeline implements TimelineSource {

    private final JdbcClient jdbc;

    PromotionTimeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<TimelineEntry> about(TimelineSubject subject) {
        List<TimelineEntry> all = new ArrayList<>(
                jdbc.sql("SELECT purchase_id, policy_code, policy_version, paid_fen, granted_at FROM promotion_grant"
                                + " WHERE purchase_id IN (:ids)")
                        .param("ids", subject.purchaseIds())
                        .query((row, number) -> TimelineEntry.of(
                                        row.getTimestamp("granted_at").toInstant(),
                                        Source.PROMOTION,
                                        "GRANTED",
                                        TimelineEntry.SYSTEM,
                                        row.getLong("purchase_id"))
                                .about(Money.ofFen(row.getLong("paid_fen")))
                                .saying(row.getString("policy_code") + " 第" + row.getInt("policy_version") + "版"))
                        .list());
        all.addAll(jdbc.sql("SELECT purchase_id, no, due_on, amount_fen, state, reason, state_at, refund_id"
                        + " FROM promotion_instalment WHERE purchase_id IN (:ids) ORDER BY purchase_id, no")
                .param("ids", subject.purchaseIds())
                .query((row, number) -> {
                    String refund = row.getString("refund_id");
                    String reason = row.getString("reason");
                    return TimelineEntry.of(
                                    row.getTimestamp("state_at").toInstant(),
                                    Source.PROMOTION,
                                    "INSTALMENT_" + row.getString("state"),
                                    TimelineEntry.SYSTEM,
                                    refund == null ? row.getLong("purchase_id") : refund)
                            .now(row.getString("state"))
                            .about(Money.ofFen(row.getLong("amount_fen")))
                            .saying("第" + row.getInt("no") + "期，" + row.getString("due_on")
                                    + (reason.isEmpty() ? "" : "，" + reason));
                })
                .list());
        return all;
    }
}
