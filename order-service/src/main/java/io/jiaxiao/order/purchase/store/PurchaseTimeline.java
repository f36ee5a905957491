package io.jiaxiao.order.purchase.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.timeline.TimelineEntry;
import io.jiaxiao.order.timeline.TimelineEntry.Source;
import io.jiaxiao.order.timeline.TimelineSource;
import io.jiaxiao.order.timeline.TimelineSubject;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Steps of purchases, what was asked back of their prices, and what operators asked for. */
@Repository
@Order(10)
class PurchaseTimeline implements TimelineSource {

    private final JdbcClient jdbc;

    PurchaseTimeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<TimelineEntry> about(TimelineSubject subject) {
        List<TimelineEntry> all = new ArrayList<>(steps(subject));
        all.addAll(refunds(subject));
        all.addAll(operators(subject));
        return all;
    }

    private List<TimelineEntry> steps(TimelineSubject subject) {
        return jdbc.sql("SELECT s.purchase_id, s.at, s.what, s.actor, s.note, p.state FROM purchase_step s"
                        + " JOIN purchase p ON p.id = s.purchase_id WHERE s.purchase_id IN (:ids) ORDER BY s.id")
                .param("ids", subject.purchaseIds())
                .query((row, number) -> TimelineEntry.of(
                                row.getTimestamp("at").toInstant(),
                                Source.PURCHASE,
                                row.getString("what"),
                                row.getString("actor"),
                                row.getLong("purchase_id"))
                        .now(row.getString("state"))
                        .saying(row.getString("note")))
                .list();
    }

    private List<TimelineEntry> refunds(TimelineSubject subject) {
        return jdbc.sql("SELECT refund_id, kind, amount_fen, asked_at, arrived_at FROM purchase_refund"
                        + " WHERE purchase_id IN (:ids) ORDER BY asked_at, refund_id")
                .param("ids", subject.purchaseIds())
                .query((row, number) -> TimelineEntry.of(
                                row.getTimestamp("asked_at").toInstant(),
                                Source.PURCHASE,
                                "ASKED_BACK",
                                TimelineEntry.SYSTEM,
                                row.getString("refund_id"))
                        .now(row.getTimestamp("arrived_at") == null ? "ON_ITS_WAY" : "ARRIVED")
                        .about(Money.ofFen(row.getLong("amount_fen")))
                        .saying(row.getString("kind")))
                .list();
    }

    private List<TimelineEntry> operators(TimelineSubject subject) {
        List<TimelineEntry> all = new ArrayList<>();
        jdbc.sql("SELECT id, amount_fen, effect, reason, state, requested_by, requested_at, decided_by, decided_at,"
                        + " decision_reason FROM operator_refund WHERE purchase_id IN (:ids) ORDER BY id")
                .param("ids", subject.purchaseIds())
                .query(row -> {
                    Money amount = Money.ofFen(row.getLong("amount_fen"));
                    String state = row.getString("state");
                    all.add(TimelineEntry.of(
                                    row.getTimestamp("requested_at").toInstant(),
                                    Source.OPERATOR_REFUND,
                                    "REQUESTED",
                                    "operator:" + row.getString("requested_by"),
                                    row.getLong("id"))
                            .now(state)
                            .about(amount)
                            .saying(row.getString("effect") + "：" + row.getString("reason")));
                    Timestamp decided = row.getTimestamp("decided_at");
                    String by = row.getString("decided_by");
                    if (decided != null) {
                        String why = row.getString("decision_reason");
                        all.add(TimelineEntry.of(
                                        decided.toInstant(),
                                        Source.OPERATOR_REFUND,
                                        state,
                                        by == null ? TimelineEntry.SYSTEM : "operator:" + by,
                                        row.getLong("id"))
                                .now(state)
                                .about(amount)
                                .saying(why == null ? "" : why));
                    }
                });
        return all;
    }
}
