package io.jiaxiao.order.payment.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.timeline.TimelineEntry;
import io.jiaxiao.order.timeline.TimelineEntry.Source;
import io.jiaxiao.order.timeline.TimelineSource;
import io.jiaxiao.order.timeline.TimelineSubject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Payments with what the partner told of them, and refunds with how far they are. */
@Repository
@Order(20)
class PaymentTimeline implements TimelineSource {

    private static final String PARTNER = "alipay";

    private final JdbcClient jdbc;

    PaymentTimeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<TimelineEntry> about(TimelineSubject subject) {
        Set<Long> payments = new TreeSet<>();
        List<TimelineEntry> all = new ArrayList<>();
        jdbc.sql(
                        "SELECT p.id, p.person_id, p.amount_fen, p.state, p.trade_no, p.created_at, p.decided_at,"
                                + " p.notice_missed_at, c.wanted_at FROM payment p"
                                + " LEFT JOIN payment_close c ON c.payment_id = p.id WHERE p.order_id IN (:orders) ORDER BY p.id")
                .param(
                        "orders",
                        subject.purchaseIds().stream().map(String::valueOf).toList())
                .query(row -> {
                    payments.add(row.getLong("id"));
                    payment(row, all);
                });
        if (!payments.isEmpty()) {
            all.addAll(notices(payments));
            refunds(payments, all);
        }
        return all;
    }

    private static void payment(ResultSet row, List<TimelineEntry> all) throws SQLException {
        long id = row.getLong("id");
        String state = row.getString("state");
        Money amount = Money.ofFen(row.getLong("amount_fen"));
        all.add(TimelineEntry.of(
                        row.getTimestamp("created_at").toInstant(),
                        Source.PAYMENT,
                        "OPENED",
                        "person:" + row.getString("person_id"),
                        id)
                .now(state)
                .about(amount));
        Timestamp closeWanted = row.getTimestamp("wanted_at");
        if (closeWanted != null) {
            all.add(TimelineEntry.of(closeWanted.toInstant(), Source.PAYMENT, "CLOSE_WANTED", TimelineEntry.SYSTEM, id)
                    .now(state));
        }
        Timestamp decided = row.getTimestamp("decided_at");
        if (decided != null) {
            String trade = row.getString("trade_no");
            all.add(TimelineEntry.of(decided.toInstant(), Source.PAYMENT, state, PARTNER, id)
                    .now(state)
                    .about(amount)
                    .saying(trade == null ? "" : "支付宝交易号 " + trade));
        }
        Timestamp missed = row.getTimestamp("notice_missed_at");
        if (missed != null) {
            all.add(TimelineEntry.of(missed.toInstant(), Source.NOTICE, "MISSED", TimelineEntry.SYSTEM, id)
                    .saying("支付宝未通知，由主动查询入账"));
        }
    }

    private List<TimelineEntry> notices(Set<Long> payments) {
        return jdbc.sql("SELECT payment_id, trade_status, out_biz_no, received_at FROM payment_notice"
                        + " WHERE payment_id IN (:ids) ORDER BY received_at")
                .param("ids", payments)
                .query((row, number) -> TimelineEntry.of(
                                row.getTimestamp("received_at").toInstant(),
                                Source.NOTICE,
                                row.getString("trade_status"),
                                PARTNER,
                                row.getLong("payment_id"))
                        .saying(row.getString("out_biz_no").isEmpty() ? "" : "退款单 " + row.getString("out_biz_no")))
                .list();
    }

    private void refunds(Set<Long> payments, List<TimelineEntry> all) {
        jdbc.sql("SELECT r.id, r.amount_fen, r.reason, r.state, r.last_code, r.tries, r.created_at, r.done_at,"
                        + " s.decided_at AS settled_at, s.decided_by, s.reference FROM payment_refund r"
                        + " LEFT JOIN refund_settlement s ON s.refund_id = r.id AND s.state = 'APPROVED'"
                        + " WHERE r.payment_id IN (:ids) ORDER BY r.id")
                .param("ids", payments)
                .query(row -> {
                    long id = row.getLong("id");
                    Money amount = Money.ofFen(row.getLong("amount_fen"));
                    String state = row.getString("state");
                    String code = row.getString("last_code");
                    all.add(TimelineEntry.of(
                                    row.getTimestamp("created_at").toInstant(),
                                    Source.REFUND,
                                    "WANTED",
                                    TimelineEntry.SYSTEM,
                                    id)
                            .now(state)
                            .about(amount)
                            .saying(row.getString("reason") + "；已尝试" + row.getInt("tries") + "次"
                                    + (code.isEmpty() ? "" : "，最近结果 " + code)));
                    Timestamp done = row.getTimestamp("done_at");
                    if (done != null) {
                        all.add(TimelineEntry.of(done.toInstant(), Source.REFUND, "DONE", PARTNER, id)
                                .now(state)
                                .about(amount));
                    }
                    Timestamp settled = row.getTimestamp("settled_at");
                    if (settled != null) {
                        String operator = "operator:" + row.getString("decided_by");
                        all.add(TimelineEntry.of(settled.toInstant(), Source.REFUND, "SETTLED", operator, id)
                                .now(state)
                                .about(amount)
                                .saying("另行退款，凭证 " + row.getString("reference")));
                    }
                });
    }
}
