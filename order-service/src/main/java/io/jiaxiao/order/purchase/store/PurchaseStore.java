package io.jiaxiao.order.purchase.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.purchase.domain.Purchase;
import io.jiaxiao.order.purchase.domain.PurchaseState;
import io.jiaxiao.order.purchase.domain.RiskVerdict;
import io.jiaxiao.order.purchase.domain.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Purchases and their timelines. Every change names the state it leaves; none opens a transaction. */
@Repository
public class PurchaseStore {

    private static final String COLUMNS =
            "id, person_id, child_id, class_id, school_id, product_code, plan_code, title, method,"
                    + " price_fen, verdict, quoted_at, created_at, pay_until, state, state_at, payment_id, paid_at, subscription_id, asked_fen,"
                    + " back_fen";

    private final JdbcClient jdbc;

    PurchaseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Under which key it was asked for, of what, and at which version of the tariff. */
    public record Request(String key, String hash, long quoteId, int tariffVersion) {}

    /** What a person's key was used for. */
    public record Replay(Purchase purchase, String requestHash) {}

    /** How much a person has bought since some moment, paid or not. */
    public record Spent(int purchases, long fen) {}

    /** A line of the timeline. @param from null for the first */
    public record StepLine(
            Instant at, @Nullable PurchaseState from, PurchaseState to, String what, String actor, String note) {}

    /** @throws org.springframework.dao.DuplicateKeyException when the person has used the key */
    public void insert(Purchase one, Request request) {
        jdbc.sql(
                        "INSERT INTO purchase (" + COLUMNS
                                + ", request_key, request_hash, quote_id, tariff_version, review_due)"
                                + " VALUES (:id, :person, :child, :class, :school, :product, :plan, :title, :method, :price, :verdict, :quoted,"
                                + " :created, :until, :state, :at, :payment, NULL, NULL, 0, 0, :key, :hash, :quote, :version, :review)")
                .param("id", one.id())
                .param("person", one.personId())
                .param("child", one.childId())
                .param("class", one.classId())
                .param("school", one.schoolId())
                .param("product", one.productCode())
                .param("plan", one.planCode())
                .param("title", one.title())
                .param("method", one.method().name())
                .param("price", one.price().fen())
                .param("verdict", one.verdict().name())
                .param("quoted", Timestamp.from(one.quotedAt()))
                .param("created", Timestamp.from(one.createdAt()))
                .param("until", Timestamp.from(one.payUntil()))
                .param("state", one.state().name())
                .param("at", Timestamp.from(one.stateAt()))
                .param("payment", one.paymentId())
                .param("key", request.key())
                .param("hash", request.hash())
                .param("quote", request.quoteId())
                .param("version", request.tariffVersion())
                .param("review", one.verdict() != RiskVerdict.PASSED)
                .update();
        step(one.id(), null, one.state(), Step.byPerson("MADE", one.personId()), one.createdAt());
    }

    public Optional<Replay> replay(long personId, String key) {
        return jdbc.sql("SELECT request_hash, " + COLUMNS + " FROM purchase WHERE person_id = ? AND request_key = ?")
                .params(personId, key)
                .query((row, number) -> new Replay(purchase(row, number), row.getString("request_hash")))
                .optional();
    }

    public Optional<Purchase> find(long id) {
        return one("WHERE id = ?", id);
    }

    /** In a transaction: nobody else changes it until the end. */
    public Optional<Purchase> lock(long id) {
        return one("WHERE id = ? FOR UPDATE", id);
    }

    public Optional<Purchase> ofPerson(long id, long personId) {
        return one("WHERE id = ? AND person_id = ?", id, personId);
    }

    /** What a subscription on the carrier's bill was ordered with. */
    public Optional<Purchase> onBill(long subscriptionId) {
        return one("WHERE subscription_id = ? AND method = 'CARRIER'", subscriptionId);
    }

    private Optional<Purchase> one(String where, Object... parameters) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM purchase " + where)
                .params(parameters)
                .query(PurchaseStore::purchase)
                .optional();
    }

    /** Newest first. @param before those with a lower number */
    public List<Purchase> ofPerson(long personId, long before, int most) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM purchase WHERE person_id = ? AND id < ? ORDER BY id DESC LIMIT ?")
                .params(personId, before, most)
                .query(PurchaseStore::purchase)
                .list();
    }

    /** Those that were not closed, of what the person pays here. */
    public Spent spentSince(long personId, Instant since) {
        return jdbc.sql(
                        "SELECT COUNT(*), COALESCE(SUM(price_fen), 0) FROM purchase WHERE person_id = ? AND created_at >= ?"
                                + " AND state <> 'CLOSED' AND method NOT IN ('OUTSIDE', 'MIGRATED')")
                .params(personId, Timestamp.from(since))
                .query((row, number) -> new Spent(row.getInt(1), row.getLong(2)))
                .single();
    }

    /** @return false when it was not in the state to leave, and then nothing is written */
    public boolean move(long id, PurchaseState from, PurchaseState to, Step step, Instant now) {
        if (!from.canBecome(to)) {
            throw new IllegalStateException(from + " cannot become " + to);
        }
        boolean moved = jdbc.sql("UPDATE purchase SET state = ?, state_at = ? WHERE id = ? AND state = ?")
                        .params(to.name(), Timestamp.from(now), id, from.name())
                        .update()
                == 1;
        if (moved) {
            step(id, from, to, step, now);
        }
        return moved;
    }

    /** @return false when it did not await payment */
    public boolean paid(long id, long subscriptionId, Instant paidAt, Step step, Instant now) {
        boolean paid = jdbc.sql("UPDATE purchase SET state = 'PAID', state_at = ?, paid_at = ?, subscription_id = ?"
                                + " WHERE id = ? AND state = 'AWAITING_PAYMENT'")
                        .params(Timestamp.from(now), Timestamp.from(paidAt), subscriptionId, id)
                        .update()
                == 1;
        if (paid) {
            step(id, PurchaseState.AWAITING_PAYMENT, PurchaseState.PAID, step, now);
        }
        return paid;
    }

    /** Another sum than the quoted price was accepted for it before it was paid. In the transaction that pays it. */
    public void reprice(Purchase awaiting, Money price, Step step, Instant now) {
        jdbc.sql("UPDATE purchase SET price_fen = ? WHERE id = ? AND state = 'AWAITING_PAYMENT'")
                .params(price.fen(), awaiting.id())
                .update();
        note(awaiting, step, now);
    }

    /** Nobody has to look at it any more. @return false when nobody had to */
    public boolean reviewed(long id) {
        return jdbc.sql("UPDATE purchase SET review_due = FALSE WHERE id = ? AND review_due = TRUE")
                        .param(id)
                        .update()
                == 1;
    }

    /** A line of the timeline without a move. */
    public void note(Purchase at, Step step, Instant now) {
        step(at.id(), at.state(), at.state(), step, now);
    }

    private void step(long id, @Nullable PurchaseState from, PurchaseState to, Step step, Instant now) {
        jdbc.sql("INSERT INTO purchase_step (purchase_id, at, from_state, to_state, what, actor, note)"
                        + " VALUES (:id, :at, :from, :to, :what, :actor, :note)")
                .param("id", id)
                .param("at", Timestamp.from(now))
                .param("from", from == null ? null : from.name())
                .param("to", to.name())
                .param("what", step.what())
                .param("actor", step.actor())
                .param("note", step.note())
                .update();
    }

    public List<StepLine> steps(long id) {
        return jdbc.sql(
                        "SELECT at, from_state, to_state, what, actor, note FROM purchase_step WHERE purchase_id = ? ORDER BY id")
                .param(id)
                .query((row, number) -> {
                    String from = row.getString(2);
                    return new StepLine(
                            row.getTimestamp(1).toInstant(),
                            from == null ? null : PurchaseState.valueOf(from),
                            PurchaseState.valueOf(row.getString(3)),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6));
                })
                .list();
    }

    private static Purchase purchase(ResultSet row, int number) throws SQLException {
        Timestamp paidAt = row.getTimestamp("paid_at");
        return new Purchase(
                row.getLong("id"),
                row.getLong("person_id"),
                row.getString("child_id"),
                row.getString("class_id"),
                row.getString("school_id"),
                row.getString("product_code"),
                row.getString("plan_code"),
                row.getString("title"),
                PayMethod.valueOf(row.getString("method")),
                Money.ofFen(row.getLong("price_fen")),
                RiskVerdict.valueOf(row.getString("verdict")),
                row.getTimestamp("quoted_at").toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("pay_until").toInstant(),
                PurchaseState.valueOf(row.getString("state")),
                row.getTimestamp("state_at").toInstant(),
                row.getString("payment_id"),
                paidAt == null ? null : paidAt.toInstant(),
                row.getObject("subscription_id", Long.class),
                Money.ofFen(row.getLong("asked_fen")),
                Money.ofFen(row.getLong("back_fen")));
    }
}
