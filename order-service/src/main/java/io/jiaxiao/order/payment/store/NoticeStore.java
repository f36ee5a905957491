package io.jiaxiao.order.payment.store;

import java.sql.Timestamp;
import java.time.Instant;
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

    /** With the payment's row locked, so that copies come one after another. */
    public void take(long paymentId, String status, String outBizNo, String notifyId, Instant now) {
        jdbc.sql("INSERT INTO payment_notice (payment_id, trade_status, out_biz_no, notify_id, received_at)"
                        + " VALUES (?,?,?,?,?)")
                .params(paymentId, status, outBizNo, notifyId, Timestamp.from(now))
                .update();
    }
}
