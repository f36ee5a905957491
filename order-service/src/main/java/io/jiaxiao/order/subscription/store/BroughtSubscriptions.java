package io.jiaxiao.order.subscription.store;

import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent.Kind;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a migration brings and takes out, by the hundred; each method a fixed number of statements. None opens a transaction. */
@Repository
public class BroughtSubscriptions {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    BroughtSubscriptions(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** A line of a stream: what happened, about which purchase. */
    public record Happened(Kind kind, @Nullable Long purchaseId) {}

    /** @throws org.springframework.dao.DuplicateKeyException when a child has an open one for the product */
    public void insertAll(Collection<Subscription> all) {
        if (all.isEmpty()) {
            return;
        }
        batches.batchUpdate(
                "INSERT INTO subscription (id, child_id, product_code, person_id, school_id, state, state_at, paid_through,"
                        + " paused_on, resumes_on, created_at, version, by_carrier) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                all,
                all.size(),
                (statement, one) -> {
                    statement.setLong(1, one.id());
                    statement.setString(2, one.childId());
                    statement.setString(3, one.productCode());
                    statement.setLong(4, one.personId());
                    statement.setString(5, one.schoolId());
                    statement.setString(6, one.state().name());
                    statement.setTimestamp(7, Timestamp.from(one.stateAt()));
                    statement.setObject(8, one.paidThrough());
                    statement.setObject(9, one.pausedOn());
                    statement.setObject(10, one.resumesOn());
                    statement.setTimestamp(11, Timestamp.from(one.createdAt()));
                    statement.setInt(12, one.version());
                    statement.setBoolean(13, one.byCarrier());
                });
    }

    /** In a transaction that holds their entitlements: nobody else changes them until the end. By id. */
    public Map<Long, Subscription> lockAll(Collection<Long> ids) {
        return jdbc
                .sql(SubscriptionStore.SELECT + " WHERE id IN (:ids) ORDER BY id FOR UPDATE")
                .param("ids", ids)
                .query(SubscriptionStore::subscription)
                .list()
                .stream()
                .collect(Collectors.toMap(Subscription::id, Function.identity()));
    }

    /** Their whole streams, the oldest first. */
    public Map<Long, List<Happened>> streams(Collection<Long> ids) {
        Map<Long, List<Happened>> streams = new HashMap<>();
        jdbc.sql("SELECT subscription_id, kind, purchase_id FROM subscription_event WHERE subscription_id IN (:ids)"
                        + " ORDER BY subscription_id, seq")
                .param("ids", ids)
                .query((row, number) -> Map.entry(
                        row.getLong(1), new Happened(Kind.valueOf(row.getString(2)), row.getObject(3, Long.class))))
                .list()
                .forEach(one -> streams.computeIfAbsent(one.getKey(), id -> new ArrayList<>())
                        .add(one.getValue()));
        return streams;
    }

    /** The day each of the terms follows, by purchase. */
    public Map<Long, LocalDate> after(Collection<Long> purchaseIds) {
        return jdbc
                .sql("SELECT purchase_id, after_day FROM subscription_term WHERE purchase_id IN (:ids)")
                .param("ids", purchaseIds)
                .query((row, number) -> Map.entry(row.getLong(1), row.getObject(2, LocalDate.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public void deleteTerms(Collection<Long> purchaseIds) {
        delete("DELETE FROM subscription_term WHERE purchase_id IN (:ids)", purchaseIds);
    }

    /** With their streams; the terms are deleted already. */
    public void delete(Collection<Long> ids) {
        delete("DELETE FROM subscription_event WHERE subscription_id IN (:ids)", ids);
        delete("DELETE FROM subscription WHERE id IN (:ids)", ids);
    }

    private void delete(String sql, Collection<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql(sql).param("ids", ids).update();
        }
    }
}
