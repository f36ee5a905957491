package io.jiaxiao.order.payment.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The inbox of notifies: each is taken once, in the transaction of its effect. */
@Repository
public class NoticeStore {

    private final JdbcClient jdbc;

    NoticeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public boolean isTaken(long paymentId, String status, String outBizNo) {
        return jdbc.sql(
                                "SELECT COUNT(*) FROM payment_notice WHERE payment_id = ? AND trade_status = ? AND out_biz_no = ?")
                        .params(paymentId, status, outBizNo)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /**
     * With the payment's row locked, so that copies come one after another.
     *
     * @return whether nobody had told it before
     */
    public boolean take(long paymentId, String status, String outBizNo, String notifyId, Instant now) {
        return jdbc.sql("INSERT INTO payment_notice (payment_id, trade_status, out_biz_no, notify_id, received_at)"
                                + " SELECT ?, ?, ?, ?, ? FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM payment_notice"
                                + " WHERE payment_id = ? AND trade_status = ? AND out_biz_no = ?)")
                        .params(paymentId, status, outBizNo, notifyId, Timestamp.from(now), paymentId, status, outBizNo)
                        .update()
                == 1;
    }

    /** Paid between these moments without a word of the partner, and not noticed yet; not what an operator has settled. */
    public List<Long> missing(Instant from, Instant before, int most) {
        return jdbc.sql(
                        "SELECT p.id FROM payment p WHERE p.state = 'PAID' AND p.decided_at >= ? AND p.decided_at < ?"
                                + " AND p.notice_missed_at IS NULL AND p.odd_decision IS NULL AND NOT EXISTS (SELECT 1 FROM payment_notice n"
                                + " WHERE n.payment_id = p.id AND n.trade_status IN ('TRADE_SUCCESS', 'TRADE_FINISHED')) LIMIT ?")
                .params(Timestamp.from(from), Timestamp.from(before), most)
                .query(Long.class)
                .list();
    }

    /** @return whether nobody had noticed */
    public boolean missed(long paymentId, Instant now) {
        return jdbc.sql("UPDATE payment SET notice_missed_at = ? WHERE id = ? AND notice_missed_at IS NULL")
                        .params(Timestamp.from(now), paymentId)
                        .update()
                == 1;
    }
}
