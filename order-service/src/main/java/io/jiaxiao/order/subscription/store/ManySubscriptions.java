package io.jiaxiao.order.subscription.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.subscription.domain.Subscription;
import io.jiaxiao.order.subscription.domain.SubscriptionEvent;
import io.jiaxiao.order.subscription.domain.Term;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
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

/** Subscriptions by the hundred: each method is one trip to the database, or one for each group that changes
 * alike, however many there are. None opens a transaction. */
@Repository
public class ManySubscriptions {

    private static final String OPEN_OF =
            SubscriptionStore.SELECT + " WHERE open_child IN (:children) AND product_code = :product";

    /** Up to so many groups, a statement for each costs less than a row for each. */
    private static final int FEW = 8;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    ManySubscriptions(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** A subscription before and after moves that neither begin nor end a pause. */
    public record Saved(Subscription before, Subscription after) {}

    /** A term of a subscription. */
    public record TermOf(long subscriptionId, Term term) {}

    /** An event of a subscription. */
    public record EventOf(long subscriptionId, SubscriptionEvent event) {}

    /** The open ones, by child. */
    public Map<String, Subscription> open(Collection<String> childIds, String productCode) {
        return byChild(OPEN_OF, childIds, productCode);
    }

    /** As {@link #open}, held to the end of the transaction; the entitlements are held already. */
    public Map<String, Subscription> lockOpen(Collection<String> childIds, String productCode) {
        return byChild(OPEN_OF + " ORDER BY open_child FOR UPDATE", childIds, productCode);
    }

    private Map<String, Subscription> byChild(String sql, Collection<String> childIds, String productCode) {
        return jdbc
                .sql(sql)
                .param("children", childIds)
                .param("product", productCode)
                .query(SubscriptionStore::subscription)
                .list()
                .stream()
                .collect(Collectors.toMap(Subscription::childId, Function.identity()));
    }

    /** The last term of each, by subscription. */
    public Map<Long, Term> lastTerms(Collection<Long> subscriptionIds) {
        Map<Long, Term> last = new HashMap<>();
        if (!subscriptionIds.isEmpty()) {
            jdbc.sql(
                            "SELECT subscription_id, purchase_id, plan_code, paid_fen, bought_on, after_day, through_day, lost_days,"
                                    + " anchor_day, anchor_months FROM subscription_term WHERE subscription_id IN (:ids)"
                                    + " ORDER BY subscription_id, after_day, purchase_id")
                    .param("ids", subscriptionIds)
                    .query((row, number) -> new TermOf(row.getLong("subscription_id"), StreamStore.term(row)))
                    .list()
                    .forEach(one -> last.put(one.subscriptionId(), one.term()));
        }
        return last;
    }

    /**
     * @param state of before
     * @param since when the state of afterwards began; null where it stays as it is
     */
    private record Alike(String state, int version, LocalDate through, int next, String then, @Nullable Instant since) {

        static Alike of(Saved one) {
            Instant since = one.after().stateAt();
            return new Alike(
                    one.before().state().name(),
                    one.before().version(),
                    one.after().paidThrough(),
                    one.after().version(),
                    one.after().state().name(),
                    since.equals(one.before().stateAt()) ? null : since);
        }
    }

    /** One statement for all that change alike, or one trip for all where many differ. @return how many were as they were before */
    public int saveAll(List<Saved> all) {
        Map<Alike, List<Long>> groups = all.stream()
                .collect(Collectors.groupingBy(
                        Alike::of, Collectors.mapping(one -> one.before().id(), Collectors.toList())));
        return groups.size() > FEW ? saveEach(all) : saveAlike(groups);
    }

    private int saveEach(List<Saved> all) {
        int[][] saved = batches.batchUpdate(
                "UPDATE subscription SET state = ?, state_at = ?, paid_through = ?, version = ?"
                        + " WHERE id = ? AND state = ? AND version = ?",
                all,
                Math.max(1, all.size()),
                (statement, one) -> {
                    statement.setString(1, one.after().state().name());
                    statement.setTimestamp(2, Timestamp.from(one.after().stateAt()));
                    statement.setObject(3, one.after().paidThrough());
                    statement.setInt(4, one.after().version());
                    statement.setLong(5, one.before().id());
                    statement.setString(6, one.before().state().name());
                    statement.setInt(7, one.before().version());
                });
        return Arrays.stream(saved).flatMapToInt(Arrays::stream).sum();
    }

    private int saveAlike(Map<Alike, List<Long>> groups) {
        int saved = 0;
        for (Map.Entry<Alike, List<Long>> group : groups.entrySet()) {
            Alike alike = group.getKey();
            Instant since = alike.since();
            saved += jdbc.sql("UPDATE subscription SET state = :then, state_at = COALESCE(:since, state_at),"
                            + " paid_through = :through, version = :next WHERE id IN (:ids) AND state = :state"
                            + " AND version = :version")
                    .param("then", alike.then())
                    .param("since", since == null ? null : Timestamp.from(since), Types.TIMESTAMP)
                    .param("through", alike.through())
                    .param("next", alike.next())
                    .param("ids", group.getValue())
                    .param("state", alike.state())
                    .param("version", alike.version())
                    .update();
        }
        return saved;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when a purchase has a term already */
    public void insertTerms(List<TermOf> all) {
        batches.batchUpdate(
                "INSERT INTO subscription_term (purchase_id, subscription_id, plan_code, paid_fen, bought_on, after_day,"
                        + " through_day, lost_days, anchor_day, anchor_months) VALUES (?,?,?,?,?,?,?,?,?,?)",
                all,
                Math.max(1, all.size()),
                (statement, one) -> {
                    Term term = one.term();
                    statement.setLong(1, term.purchaseId());
                    statement.setLong(2, one.subscriptionId());
                    statement.setString(3, term.planCode());
                    statement.setLong(4, term.paid().fen());
                    statement.setObject(5, term.boughtOn());
                    statement.setObject(6, term.after());
                    statement.setObject(7, term.through());
                    statement.setInt(8, term.lostDays());
                    statement.setObject(9, term.anchor());
                    statement.setInt(10, term.anchorMonths());
                });
    }

    /** @return how many there were */
    public int deleteTerms(Collection<Long> purchaseIds) {
        return jdbc.sql("DELETE FROM subscription_term WHERE purchase_id IN (:ids)")
                .param("ids", purchaseIds)
                .update();
    }

    /** Behind the last one of each subscription, in the order given. The caller holds them. */
    public void append(List<EventOf> all) {
        if (all.isEmpty()) {
            return;
        }
        Map<Long, Integer> last = new HashMap<>();
        jdbc.sql("SELECT subscription_id, MAX(seq) FROM subscription_event WHERE subscription_id IN (:ids)"
                        + " GROUP BY subscription_id")
                .param(
                        "ids",
                        all.stream().map(EventOf::subscriptionId).distinct().toList())
                .query((row, number) -> Map.entry(row.getLong(1), row.getInt(2)))
                .list()
                .forEach(one -> last.put(one.getKey(), one.getValue()));
        batches.batchUpdate(
                "INSERT INTO subscription_event (subscription_id, seq, at, kind, actor, purchase_id, paid_through, amount_fen,"
                        + " note) VALUES (?,?,?,?,?,?,?,?,?)",
                all,
                all.size(),
                (statement, one) -> {
                    SubscriptionEvent event = one.event();
                    Money amount = event.amount();
                    int seq = last.getOrDefault(one.subscriptionId(), 0) + 1;
                    last.put(one.subscriptionId(), seq);
                    statement.setLong(1, one.subscriptionId());
                    statement.setInt(2, seq);
                    statement.setTimestamp(3, Timestamp.from(event.at()));
                    statement.setString(4, event.kind().name());
                    statement.setString(5, event.actor());
                    statement.setObject(6, event.purchaseId(), Types.BIGINT);
                    statement.setObject(7, event.paidThrough());
                    statement.setObject(8, amount == null ? null : amount.fen(), Types.BIGINT);
                    statement.setString(9, event.note());
                });
    }
}
