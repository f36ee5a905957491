package io.jiaxiao.order.subscription.store;

import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.SubscriptionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where subscriptions stand. Every change names the state and version it leaves; none opens a transaction. */
@Repository
public class SubscriptionStore {

    static final String SELECT =
            "SELECT id, child_id, product_code, person_id, school_id, state, state_at, paid_through, paused_on, resumes_on,"
                    + " created_at, version, by_carrier FROM subscription";

    private final JdbcClient jdbc;

    SubscriptionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the child has an open one for the product */
    public void insert(Subscription one) {
        jdbc.sql(
                        "INSERT INTO subscription (id, child_id, product_code, person_id, school_id, state, state_at, paid_through,"
                                + " created_at, version, by_carrier) VALUES (?,?,?,?,?,?,?,?,?,?,?)")
                .params(
                        one.id(),
                        one.childId(),
                        one.productCode(),
                        one.personId(),
                        one.schoolId(),
                        one.state().name(),
                        Timestamp.from(one.stateAt()),
                        one.paidThrough(),
                        Timestamp.from(one.createdAt()),
                        one.version(),
                        one.byCarrier())
                .update();
    }

    /** @return false when somebody else was quicker, and then nothing is written */
    public boolean save(Subscription before, Subscription after) {
        return jdbc.sql(
                                "UPDATE subscription SET state = :state, state_at = :at, paid_through = :through, paused_on = :paused,"
                                        + " resumes_on = :resumes, version = :version WHERE id = :id AND state = :was AND version = :seen")
                        .param("state", after.state().name())
                        .param("at", Timestamp.from(after.stateAt()))
                        .param("through", after.paidThrough())
                        .param("paused", after.pausedOn())
                        .param("resumes", after.resumesOn())
                        .param("version", after.version())
                        .param("id", before.id())
                        .param("was", before.state().name())
                        .param("seen", before.version())
                        .update()
                == 1;
    }

    public Optional<Subscription> find(long id) {
        return jdbc.sql(SELECT + " WHERE id = ?")
                .param(id)
                .query(SubscriptionStore::subscription)
                .optional();
    }

    /** In a transaction that holds the entitlement: nobody else changes it until the end. */
    public Optional<Subscription> lock(long id) {
        return jdbc.sql(SELECT + " WHERE id = ? FOR UPDATE")
                .param(id)
                .query(SubscriptionStore::subscription)
                .optional();
    }

    /** The child's one open subscription to the product; locked. */
    public Optional<Subscription> lockOpen(String childId, String productCode) {
        return jdbc.sql(SELECT + " WHERE open_child = ? AND product_code = ? FOR UPDATE")
                .params(childId, productCode)
                .query(SubscriptionStore::subscription)
                .optional();
    }

    public Optional<Subscription> findOpen(String childId, String productCode) {
        return jdbc.sql(SELECT + " WHERE open_child = ? AND product_code = ?")
                .params(childId, productCode)
                .query(SubscriptionStore::subscription)
                .optional();
    }

    /** Newest first. */
    public List<Subscription> ofChild(String childId, int most) {
        return jdbc.sql(SELECT + " WHERE child_id = ? ORDER BY id DESC LIMIT ?")
                .params(childId, most)
                .query(SubscriptionStore::subscription)
                .list();
    }

    public boolean anyOf(String childId, String productCode) {
        return jdbc.sql("SELECT 1 FROM subscription WHERE child_id = ? AND product_code = ? LIMIT 1")
                .params(childId, productCode)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Newest first. */
    public List<Subscription> ofPerson(long personId, int most) {
        return jdbc.sql(SELECT + " WHERE person_id = ? ORDER BY id DESC LIMIT ?")
                .params(personId, most)
                .query(SubscriptionStore::subscription)
                .list();
    }

    /** Whose last paid day is over. */
    public List<Long> overdue(LocalDate today, int most) {
        return jdbc.sql(
                        "(SELECT id FROM subscription WHERE state = 'ACTIVE' AND NOT by_carrier AND paid_through < ? LIMIT ?)"
                                + " UNION ALL (SELECT id FROM subscription WHERE state = 'ENDING' AND paid_through < ? LIMIT ?)")
                .params(today, most, today, most)
                .query(Long.class)
                .list();
    }

    /** On the carrier's bill, in the last month known to be billed. */
    public List<Long> toBillOn(LocalDate today, int most) {
        return jdbc.sql(
                        "SELECT id FROM subscription WHERE by_carrier AND state = 'ACTIVE' AND paid_through <= ? LIMIT ?")
                .params(today, most)
                .query(Long.class)
                .list();
    }

    /** Whose pause is over. */
    public List<Long> toResume(LocalDate today, int most) {
        return jdbc.sql("SELECT id FROM subscription WHERE state = 'PAUSED' AND resumes_on <= ? LIMIT ?")
                .params(today, most)
                .query(Long.class)
                .list();
    }

    static Subscription subscription(ResultSet row, int number) throws SQLException {
        return new Subscription(
                row.getLong("id"),
                row.getString("child_id"),
                row.getString("product_code"),
                row.getLong("person_id"),
                row.getString("school_id"),
                SubscriptionState.valueOf(row.getString("state")),
                instant(row, "state_at"),
                row.getObject("paid_through", LocalDate.class),
                row.getObject("paused_on", LocalDate.class),
                row.getObject("resumes_on", LocalDate.class),
                instant(row, "created_at"),
                row.getInt("version"),
                row.getBoolean("by_carrier"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
