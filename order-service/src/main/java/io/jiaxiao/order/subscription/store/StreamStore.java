package io.jiaxiao.order.subscription.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent;
import io.jiaxiao.order.subscription.domain.Term;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a subscription was paid for, and what happened to it. */
@Repository
public class StreamStore {

    private final JdbcClient jdbc;

    StreamStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Behind the last one. The caller holds the subscription. */
    public void append(long subscriptionId, SubscriptionEvent event) {
        Money amount = event.amount();
        jdbc.sql(
                        "INSERT INTO subscription_event (subscription_id, seq, at, kind, actor, purchase_id, paid_through, amount_fen,"
                                + " note) SELECT :id, COALESCE(MAX(seq), 0) + 1, :at, :kind, :actor, :purchase, :through, :amount, :note"
                                + " FROM subscription_event WHERE subscription_id = :id")
                .param("id", subscriptionId)
                .param("at", Timestamp.from(event.at()))
                .param("kind", event.kind().name())
                .param("actor", event.actor())
                .param("purchase", event.purchaseId())
                .param("through", event.paidThrough())
                .param("amount", amount == null ? null : amount.fen())
                .param("note", event.note())
                .update();
    }

    /** The oldest first. */
    public List<SubscriptionEvent> events(long subscriptionId) {
        return jdbc.sql("SELECT kind, at, actor, purchase_id, paid_through, amount_fen, note FROM subscription_event"
                        + " WHERE subscription_id = ? ORDER BY seq")
                .param(subscriptionId)
                .query(StreamStore::event)
                .list();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the purchase has a term already */
    public void insert(long subscriptionId, Term term) {
        jdbc.sql(
                        "INSERT INTO subscription_term (purchase_id, subscription_id, plan_code, paid_fen, bought_on, after_day,"
                                + " through_day, lost_days, anchor_day, anchor_months) VALUES (?,?,?,?,?,?,?,?,?,?)")
                .params(
                        term.purchaseId(),
                        subscriptionId,
                        term.planCode(),
                        term.paid().fen(),
                        term.boughtOn(),
                        term.after(),
                        term.through(),
                        term.lostDays(),
                        term.anchor(),
                        term.anchorMonths())
                .update();
    }

    public void move(Term term) {
        jdbc.sql(
                        "UPDATE subscription_term SET after_day = ?, through_day = ?, lost_days = ?, anchor_day = ?, anchor_months = ?"
                                + " WHERE purchase_id = ?")
                .params(
                        term.after(),
                        term.through(),
                        term.lostDays(),
                        term.anchor(),
                        term.anchorMonths(),
                        term.purchaseId())
                .update();
    }

    /** In the order they follow each other. */
    public List<Term> terms(long subscriptionId) {
        return jdbc.sql(
                        "SELECT purchase_id, plan_code, paid_fen, bought_on, after_day, through_day, lost_days, anchor_day,"
                                + " anchor_months FROM subscription_term WHERE subscription_id = ? ORDER BY after_day, purchase_id")
                .param(subscriptionId)
                .query((row, number) -> term(row))
                .list();
    }

    static Term term(ResultSet row) throws SQLException {
        return new Term(
                row.getLong("purchase_id"),
                row.getString("plan_code"),
                Money.ofFen(row.getLong("paid_fen")),
                row.getObject("bought_on", LocalDate.class),
                row.getObject("after_day", LocalDate.class),
                row.getObject("through_day", LocalDate.class),
                row.getInt("lost_days"),
                row.getObject("anchor_day", LocalDate.class),
                row.getInt("anchor_months"));
    }

    private static SubscriptionEvent event(ResultSet row, int number) throws SQLException {
        Long amount = row.getObject("amount_fen", Long.class);
        return new SubscriptionEvent(
                SubscriptionEvent.Kind.valueOf(row.getString("kind")),
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                row.getObject("purchase_id", Long.class),
                row.getObject("paid_through", LocalDate.class),
                amount == null ? null : Money.ofFen(amount),
                row.getString("note"));
    }
}
