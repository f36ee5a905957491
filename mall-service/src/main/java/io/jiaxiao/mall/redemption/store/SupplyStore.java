package io.jiaxiao.mall.redemption.store;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.supply.Delivery;
import io.jiaxiao.mall.supply.StandingWords;
import io.jiaxiao.mall.supply.SupplyNotice;
import io.jiaxiao.mall.supply.SupplyOrder;
import io.jiaxiao.starter.pii.PersonalDataCipher;
import io.jiaxiao.starter.pii.PiiPurpose;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The numbers orders have at channels, what was ordered under them, and what partners told of them. */
@Repository
public class SupplyStore {

    private final JdbcClient jdbc;
    private final StandingWords words;
    private final PersonalDataCipher cipher;

    SupplyStore(JdbcClient jdbc, StandingWords words, PersonalDataCipher cipher) {
        this.jdbc = jdbc;
        this.words = words;
        this.cipher = cipher;
    }

    /**
     * Stores the order's present number before the channel is called. The same number again: what the channel said of the
     * former call says nothing about this one.
     *
     * @throws org.springframework.dao.DuplicateKeyException when another number of the order is not refused
     */
    public void open(Redemption order, Instant now) {
        boolean known = jdbc.sql("SELECT COUNT(*) FROM supply_order WHERE number = ?")
                        .param(order.supplyNumber())
                        .query(Integer.class)
                        .single()
                == 1;
        if (known) {
            words.broken(order.supplyNumber());
            return;
        }
        jdbc.sql(
                        "INSERT INTO supply_order (number, redemption_id, send, channel, channel_sku, quantity, cost_fen, state,"
                                + " created_at, updated_at) VALUES (?,?,?,?,?,?,?,'OPEN',?,?)")
                .params(
                        order.supplyNumber(),
                        order.id(),
                        order.progress().sends(),
                        order.channel(),
                        order.progress().route().sku(),
                        order.quantity(),
                        order.progress().route().costFen(),
                        Timestamp.from(now),
                        Timestamp.from(now))
                .update();
    }

    /** The channel has it. @param chargedFen negative when it does not say */
    public void placed(String number, @Nullable String partnerNumber, long chargedFen, Instant now) {
        jdbc.sql("UPDATE supply_order SET state = CASE WHEN state = 'OPEN' THEN 'PLACED' ELSE state END,"
                        + " partner_number = COALESCE(?, partner_number), charged_fen = COALESCE(?, charged_fen), updated_at = ?"
                        + " WHERE number = ? AND state IN ('OPEN', 'PLACED', 'FULFILLED')")
                .params(Rows.values(partnerNumber, chargedFen < 0 ? null : chargedFen, Timestamp.from(now), number))
                .update();
    }

    public void fulfilled(String number, Instant now) {
        jdbc.sql(
                        "UPDATE supply_order SET state = 'FULFILLED', updated_at = ? WHERE number = ? AND state IN ('OPEN', 'PLACED')")
                .params(Timestamp.from(now), number)
                .update();
    }

    /** For certain nothing comes under this number; another one is possible from here on. */
    public void refused(String number, Instant now) {
        jdbc.sql(
                        "UPDATE supply_order SET state = 'REFUSED', updated_at = ? WHERE number = ? AND state IN ('OPEN', 'PLACED')")
                .params(Timestamp.from(now), number)
                .update();
    }

    /** The order behind a number, whether it is the present one or a former. */
    public Optional<Long> orderOf(String number) {
        return jdbc.sql("SELECT redemption_id FROM supply_order WHERE number = ?")
                .param(number)
                .query(Long.class)
                .optional();
    }

    /** Our number for the partner's. */
    public Optional<String> numberOf(String channel, String partnerNumber) {
        return jdbc
                .sql("SELECT number FROM supply_order WHERE channel = ? AND partner_number = ?")
                .params(channel, partnerNumber)
                .query(String.class)
                .list()
                .stream()
                .findFirst();
    }

    /** Whether this channel was given this number. */
    public boolean knows(String channel, String number) {
        return jdbc.sql("SELECT COUNT(*) FROM supply_order WHERE number = ? AND channel = ?")
                        .params(number, channel)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** Counts how often a partner said the same; true for the first time. */
    public boolean told(SupplyNotice notice, String number, Instant now) {
        String code = notice.code().length() > 64 ? notice.code().substring(0, 64) : notice.code();
        int known = jdbc.sql("UPDATE supply_notice SET last_at = ?, times = times + 1"
                        + " WHERE number = ? AND kind = ? AND code = ?")
                .params(Timestamp.from(now), number, notice.kind().name(), code)
                .update();
        if (known == 1) {
            return false;
        }
        // Nobody else can insert it: the caller holds the lock on the order.
        jdbc.sql("INSERT INTO supply_notice (number, kind, code, first_at, last_at, times) VALUES (?,?,?,?,?,1)")
                .params(number, notice.kind().name(), code, Timestamp.from(now), Timestamp.from(now))
                .update();
        return true;
    }

    /** Whether a partner ever claimed that it was not supplied. */
    public boolean toldOtherwise(String number) {
        return told(number, "kind NOT IN ('CHANGED', 'FULFILLED')");
    }

    /** Whether a partner ever claimed that it was supplied. */
    public boolean toldFulfilled(String number) {
        return told(number, "kind = 'FULFILLED'");
    }

    private boolean told(String number, String what) {
        return jdbc.sql("SELECT COUNT(*) FROM supply_notice WHERE number = ? AND " + what)
                        .param(number)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The order as a channel is given it, with the person's data in clear. */
    public SupplyOrder supplyOrder(Redemption order) {
        Sealed to = jdbc.sql("SELECT receiver, mobile, division_code, street FROM redemption WHERE id = ?")
                .param(order.id())
                .query((row, number) ->
                        new Sealed(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .single();
        var item = new SupplyOrder.Item(
                order.progress().route().sku(),
                order.quantity(),
                order.progress().route().costFen());
        return new SupplyOrder(
                order.supplyNumber(),
                List.of(item),
                order.kind() == Offer.Kind.RECHARGE ? mobile(to) : null,
                order.kind() == Offer.Kind.GOODS ? delivery(to) : null);
    }

    /** Where goods go; for the owner's own eyes and the channel's. */
    public Delivery delivery(long id) {
        return delivery(jdbc.sql("SELECT receiver, mobile, division_code, street FROM redemption WHERE id = ?")
                .param(id)
                .query((row, number) ->
                        new Sealed(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .single());
    }

    /** The number that is topped up. */
    public Mobile account(long id) {
        return new Mobile(cipher.open(
                PiiPurpose.MOBILE,
                jdbc.sql("SELECT mobile FROM redemption WHERE id = ?")
                        .param(id)
                        .query(String.class)
                        .single()));
    }

    private Delivery delivery(Sealed to) {
        return new Delivery(
                new PersonName(cipher.open(PiiPurpose.NAME, Objects.requireNonNull(to.receiver()))),
                mobile(to),
                Objects.requireNonNull(to.divisionCode()),
                cipher.open(Purposes.STREET, Objects.requireNonNull(to.street())));
    }

    private Mobile mobile(Sealed to) {
        return new Mobile(cipher.open(PiiPurpose.MOBILE, Objects.requireNonNull(to.mobile())));
    }

    private record Sealed(
            @Nullable String receiver,
            @Nullable String mobile,
            @Nullable String divisionCode,
            @Nullable String street) {}
}
