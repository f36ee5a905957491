package io.jiaxiao.order.carrier.store;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.order.carrier.domain.CarrierOrder;
import io.jiaxiao.order.carrier.domain.CarrierState;
import io.jiaxiao.starter.pii.BlindIndex;
import io.jiaxiao.starter.pii.PersonalDataCipher;
import io.jiaxiao.starter.pii.PiiPurpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Carrier orders as rows. */
@Repository
public class CarrierStore {

    private static final String COLUMNS = "id, order_id, mobile, product_id, state, txn_id, confirm_req_no, end_req_no,"
            + " partner_id, confirmed_at, tries";

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;
    private final BlindIndex index;

    CarrierStore(JdbcClient jdbc, PersonalDataCipher cipher, BlindIndex index) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.index = index;
    }

    /**
     * @param due when it is given up, unless something happens to it
     * @throws org.springframework.dao.DuplicateKeyException when the number has the product open, or the purchase has an order
     */
    public void insert(
            long id, String orderId, String personId, Mobile mobile, String productId, Instant now, Instant due) {
        jdbc.sql(
                        "INSERT INTO carrier_order (id, order_id, person_id, mobile, mobile_index, product_id, state, open_key,"
                                + " created_at, due_at) VALUES (?,?,?,?,?,?,?,?,?,?)")
                .params(
                        id,
                        orderId,
                        personId,
                        cipher.seal(PiiPurpose.MOBILE, mobile.digits()),
                        index.of(PiiPurpose.MOBILE, mobile.digits()),
                        productId,
                        CarrierState.WANTED.name(),
                        openKey(mobile, productId),
                        Timestamp.from(now),
                        Timestamp.from(due))
                .update();
    }

    public Optional<CarrierOrder> find(long id) {
        return one("id = ?", id);
    }

    /** Locked until the transaction ends. */
    public Optional<CarrierOrder> lock(long id) {
        return one("id = ? FOR UPDATE", id);
    }

    /** What a number has open of a product. */
    public Optional<CarrierOrder> open(Mobile mobile, String productId) {
        return one("open_key = ?", openKey(mobile, productId));
    }

    private Optional<CarrierOrder> one(String where, Object value) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM carrier_order WHERE " + where)
                .param(value)
                .query(this::order)
                .optional();
    }

    /**
     * @param due when somebody has to look at it; null for never
     * @return whether it was in that state
     */
    public boolean move(CarrierOrder order, CarrierState to, String code, @Nullable Instant due) {
        if (!order.state().canBecome(to)) {
            throw new IllegalStateException("a carrier order cannot go from " + order.state() + " to " + to);
        }
        return jdbc.sql("UPDATE carrier_order SET state = ?, last_code = ?, due_at = ?, tries = 0,"
                                + " open_key = IF(?, NULL, open_key) WHERE id = ? AND state = ?")
                        .param(to.name())
                        .param(code)
                        .param(atOrNull(due))
                        .param(to.isOver())
                        .param(order.id())
                        .param(order.state().name())
                        .update()
                == 1;
    }

    public void codeSent(long id, String txnId) {
        set(id, "txn_id = ?", txnId);
    }

    /** Our number of the confirmation, stored before the call. */
    public void confirming(long id, String reqNo, Instant now) {
        jdbc.sql("UPDATE carrier_order SET confirm_req_no = ?, confirmed_at = ? WHERE id = ?")
                .params(reqNo, at(now), id)
                .update();
    }

    /** Our number of the ending, stored before the call. */
    public void ending(long id, String reqNo, Instant now) {
        jdbc.sql("UPDATE carrier_order SET end_req_no = ?, ending_at = ? WHERE id = ?")
                .params(reqNo, at(now), id)
                .update();
    }

    /**
     * The carrier does not end it, and people are told. What it said last stands for that until the order has ended.
     *
     * @param code not empty
     * @return whether people are to be told: it is still to be ended, and they were not told before
     */
    public boolean endStuck(long id, String code) {
        return jdbc.sql("UPDATE carrier_order SET last_code = ? WHERE id = ? AND state = 'LEAVING' AND last_code = ''")
                        .params(code, id)
                        .update()
                == 1;
    }

    public void partnerId(long id, String partnerId) {
        set(id, "partner_id = ?", partnerId);
    }

    public void effective(long id, Instant effective) {
        set(id, "effective_at = ?", Timestamp.from(effective));
    }

    /** @param now when we learned of it */
    public void ends(long id, Instant end, Instant now) {
        jdbc.sql("UPDATE carrier_order SET ends_at = ?, over_at = ? WHERE id = ?")
                .params(at(end), at(now), id)
                .update();
    }

    public void due(CarrierOrder order, Instant due) {
        jdbc.sql("UPDATE carrier_order SET due_at = ? WHERE id = ? AND state = ?")
                .params(at(due), order.id(), order.state().name())
                .update();
    }

    /** Takes what is due; until then nobody else takes it. In a transaction. */
    public List<Long> take(Instant now, int most, Instant until) {
        List<Long> due = jdbc.sql(
                        "SELECT id FROM carrier_order WHERE due_at <= ? ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED")
                .params(at(now), most)
                .query(Long.class)
                .list();
        if (!due.isEmpty()) {
            String ids = due.stream().map(String::valueOf).collect(Collectors.joining(","));
            jdbc.sql("UPDATE carrier_order SET due_at = ?, tries = tries + 1 WHERE id IN (" + ids + ")")
                    .param(at(until))
                    .update();
        }
        return due;
    }

    private void set(long id, String column, Object value) {
        jdbc.sql("UPDATE carrier_order SET " + column + " WHERE id = ?")
                .params(value, id)
                .update();
    }

    /** Phone and product as rows know them: nobody can read either from it. */
    public String openKey(Mobile mobile, String productId) {
        return index.of(PiiPurpose.MOBILE, mobile.digits()) + ":" + productId;
    }

    private CarrierOrder order(ResultSet row, int number) throws SQLException {
        Timestamp confirmed = row.getTimestamp("confirmed_at");
        return new CarrierOrder(
                row.getLong("id"),
                row.getString("order_id"),
                new Mobile(cipher.open(PiiPurpose.MOBILE, row.getString("mobile"))),
                row.getString("product_id"),
                CarrierState.valueOf(row.getString("state")),
                row.getString("txn_id"),
                row.getString("confirm_req_no"),
                row.getString("end_req_no"),
                row.getString("partner_id"),
                confirmed == null ? null : confirmed.toInstant(),
                row.getInt("tries"));
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }

    private static @Nullable Timestamp atOrNull(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
