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

    /**
     * One the calendar asks for.
     *
     * @param day by which it is due: its last paid day, or the day it resumes on
     */
    public record Due(LocalDate day, long id) {

        /** Before all others. */
        public static final Due NONE = new Due(LocalDate.of(1, 1, 1), 0);
    }

    /** Whose last paid day is over, the longest over first, behind that one. */
    public List<Due> overdue(LocalDate today, Due behind, int most) {
        return due(
                "paid_through", "state = 'ACTIVE' AND NOT by_carrier AND paid_through < :today", today, behind, most);
    }

    /** Whose last paid day is over and which was to end then, as {@link #overdue}. */
    public List<Due> overdueEnding(LocalDate today, Due behind, int most) {
        return due("paid_through", "state = 'ENDING' AND paid_through < :today", today, behind, most);
    }

    /** On the carrier's bill, in the last month known to be billed; the earliest first, behind that one. */
    public List<Due> toBillOn(LocalDate today, Due behind, int most) {
        return due("paid_through", "state = 'ACTIVE' AND by_carrier AND paid_through <= :today", today, behind, most);
    }

    /** Whose pause is over, the longest over first, behind that one. */
    public List<Due> toResume(LocalDate today, Due behind, int most) {
        return due("resumes_on", "state = 'PAUSED' AND resumes_on <= :today", today, behind, most);
    }

    /** In the order of an index, so that a batch is read and no more. */
    private List<Due> due(String day, String which, LocalDate today, Due behind, int most) {
        return jdbc.sql("SELECT " + day + ", id FROM subscription WHERE " + which + " AND " + day + " >= :day AND ("
                        + day + " > :day OR id > :id) ORDER BY " + day + ", id LIMIT :most")
                .param("today", today)
                .param("day", behind.day())
                .param("id", behind.id())
                .param("most", most)
                .query((row, number) -> new Due(row.getObject(1, LocalDate.class), row.getLong(2)))
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
