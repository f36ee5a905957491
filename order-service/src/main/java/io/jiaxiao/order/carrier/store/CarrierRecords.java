package io.jiaxiao.order.carrier.store;

import io.jiaxiao.order.carrier.CarrierOrders.Evidence;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.pii.PersonalDataCipher;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.OptionalInt;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Evidence of what parents saw and did, and the answers DSMP got. Rows are only ever added. */
@Repository
public class CarrierRecords {

    private static final String ADDRESS = "carrier.client-ip";
    private static final int LONGEST_AGENT = 512;
    private static final int LONGEST_TEXT = 2000;

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;
    private final Ids ids;

    CarrierRecords(JdbcClient jdbc, PersonalDataCipher cipher, Ids ids) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.ids = ids;
    }

    /** @param what CODE_ASKED or CODE_SUBMITTED */
    public void keep(long carrierOrderId, String what, Evidence evidence, Instant now) {
        jdbc.sql("INSERT INTO carrier_evidence (id, carrier_order_id, what, client_ip, user_agent, shown, at)"
                        + " VALUES (?,?,?,?,?,?,?)")
                .params(
                        ids.next(),
                        carrierOrderId,
                        what,
                        cipher.seal(ADDRESS, evidence.clientIp()),
                        bounded(evidence.userAgent(), LONGEST_AGENT),
                        bounded(evidence.shown(), LONGEST_TEXT),
                        Timestamp.from(now))
                .update();
    }

    /** What a message was answered; empty when it is new. */
    public OptionalInt answered(String transactionId) {
        return jdbc.sql("SELECT h_ret FROM carrier_dsmp WHERE transaction_id = ?")
                .param(transactionId)
                .query(Integer.class)
                .optional()
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    /** @throws org.springframework.dao.DuplicateKeyException when a copy was quicker */
    public void answer(String transactionId, int hRet, Instant now) {
        jdbc.sql("INSERT INTO carrier_dsmp (transaction_id, h_ret, received_at) VALUES (?,?,?)")
                .params(transactionId, hRet, Timestamp.from(now))
                .update();
    }

    private static String bounded(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }
}
