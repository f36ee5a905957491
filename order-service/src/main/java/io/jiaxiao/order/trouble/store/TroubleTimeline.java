package io.jiaxiao.order.trouble.store;

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

/** What was odd about the purchase, its payments, refunds and carrier orders. Asked last: by then their numbers are known. */
@Repository
@Order(90)
class TroubleTimeline implements TimelineSource {

    private final JdbcClient jdbc;

    TroubleTimeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<TimelineEntry> about(TimelineSubject subject) {
        List<TimelineEntry> all = new ArrayList<>();
        jdbc.sql(
                        "SELECT kind, subject, detail, state, seen, first_at, handled_by, handled_at, reason FROM order_exception"
                                + " WHERE subject IN (:numbers) ORDER BY first_at")
                .param("numbers", subject.numbers())
                .query(row -> {
                    String state = row.getString("state");
                    all.add(TimelineEntry.of(
                                    row.getTimestamp("first_at").toInstant(),
                                    Source.EXCEPTION,
                                    row.getString("kind"),
                                    TimelineEntry.SYSTEM,
                                    row.getString("subject"))
                            .now(state)
                            .saying(row.getString("detail") + "（" + row.getInt("seen") + "次）"));
                    Timestamp handled = row.getTimestamp("handled_at");
                    if (handled != null) {
                        all.add(TimelineEntry.of(
                                        handled.toInstant(),
                                        Source.EXCEPTION,
                                        "HANDLED",
                                        "operator:" + row.getString("handled_by"),
                                        row.getString("subject"))
                                .now(state)
                                .saying(row.getString("reason")));
                    }
                });
        return all;
    }
}
