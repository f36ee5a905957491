package io.jiaxiao.mall.redemption.store;

import io.jiaxiao.mall.campaign.FlashStock;
import io.jiaxiao.mall.redemption.domain.NewRedemption;
import io.jiaxiao.mall.redemption.domain.Progress;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.mall.redemption.domain.Step;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The order's row and its timeline. Every change names the state and the version it leaves; none opens a transaction. */
@Repository
public class RedemptionStore {

    private static final String NEW_ROW = "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    RedemptionStore(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** Of a flash sale. @param requestId the buyer's key of the admission */
    public record Admission(long saleId, String requestId) {}

    /** How much a person has redeemed since some moment. */
    public record Spent(int orders, long points) {

        public static final Spent NOTHING = new Spent(0, 0);

        public Spent plus(long more) {
            return new Spent(orders + 1, Math.addExact(points, more));
        }
    }

    /** Orders and the first lines of their timelines, in two statements whatever their number. */
    public void insert(Collection<NewRedemption> orders) {
        if (orders.isEmpty()) {
            return;
        }
        List<@Nullable Object> values = new ArrayList<>();
        List<@Nullable Object> steps = new ArrayList<>();
        for (NewRedemption order : orders) {
            Collections.addAll(values, row(order));
            Timestamp at = Timestamp.from(order.acceptedAt());
            Collections.addAll(
                    steps,
                    order.id(),
                    at,
                    order.state().name(),
                    "ACCEPTED",
                    "person:" + order.personId(),
                    order.verdict().name());
        }
        template.update(
                "INSERT INTO redemption (id, person_id, request_key, request_hash, sku_id, kind, name, quantity, points,"
                        + " face_fen, verdict, accepted_at, receiver, mobile, mobile_index, division_code, street, state,"
                        + " state_at, channel, channel_sku, cost_fen, review_due, due_at, flash_sale_id, flash_request) VALUES "
                        + String.join(",", Collections.nCopies(orders.size(), NEW_ROW)),
                values.toArray());
        template.update(
                "INSERT INTO redemption_step (redemption_id, at, to_state, what, actor, code) VALUES "
                        + String.join(",", Collections.nCopies(orders.size(), "(?,?,?,?,?,?)")),
                steps.toArray());
    }

    private static @Nullable Object[] row(NewRedemption order) {
        NewRedemption.SealedDestination to = order.destination();
        FlashStock.Claim flash = order.flash();
        Timestamp at = Timestamp.from(order.acceptedAt());
        return new @Nullable Object[] {
            order.id(),
            order.personId(),
            order.requestKey(),
            order.requestHash(),
            order.skuId(),
            order.kind().name(),
            order.name(),
            order.quantity(),
            order.points(),
            order.faceFen(),
            order.verdict().name(),
            at,
            to == null ? null : to.receiver(),
            to == null ? null : to.mobile(),
            to == null ? null : to.mobileIndex(),
            to == null ? null : to.divisionCode(),
            to == null ? null : to.street(),
            order.state().name(),
            at,
            order.route().channel(),
            order.route().sku(),
            order.route().costFen(),
            order.reviewDue(),
            Rows.timestamp(order.dueAt()),
            flash == null ? null : flash.saleId(),
            flash == null ? null : flash.requestId()
        };
    }

    /** The admission an order was bought with; empty for what is no flash sale. */
    public Optional<Admission> admission(long id) {
        return jdbc.sql(
                        "SELECT flash_sale_id, flash_request FROM redemption WHERE id = ? AND flash_sale_id IS NOT NULL")
                .param(id)
                .query((row, number) -> new Admission(row.getLong(1), row.getString(2)))
                .optional();
    }

    public Optional<Redemption> find(long id) {
        return one("WHERE id = ?", id);
    }

    /** In a transaction: nobody else changes the order until it ends. */
    public Optional<Redemption> lock(long id) {
        return one("WHERE id = ? FOR UPDATE", id);
    }

    public Optional<Redemption> ofPerson(long id, long personId) {
        return one("WHERE id = ? AND person_id = ?", id, personId);
    }

    private Optional<Redemption> one(String where, Object... parameters) {
        return jdbc.sql("SELECT " + Rows.ORDER + " FROM redemption " + where)
                .params(parameters)
                .query(Rows::order)
                .optional();
    }

    /** Orders that were not refunded, of each person since a moment of its own; who has none is left out. */
    public Map<Long, Spent> spentSince(Map<Long, Instant> persons) {
        if (persons.isEmpty()) {
            return Map.of();
        }
        List<Object> values = new ArrayList<>();
        persons.forEach((person, since) -> Collections.addAll(values, person, Timestamp.from(since)));
        Map<Long, Spent> found = new HashMap<>();
        jdbc.sql("SELECT person_id, COUNT(*), SUM(points) FROM redemption WHERE state <> 'REFUNDED' AND ("
                        + String.join(
                                " OR ", Collections.nCopies(persons.size(), "(person_id = ? AND accepted_at >= ?)"))
                        + ") GROUP BY person_id")
                .params(values)
                .query(row -> {
                    found.put(row.getLong(1), new Spent(row.getInt(2), row.getLong(3)));
                });
        return found;
    }

    /** A change that belongs on the timeline; false when somebody else was quicker, and then nothing is written. */
    public boolean save(Redemption before, Progress after, Step step, Instant now) {
        if (!touch(before, after)) {
            return false;
        }
        note(before.id(), before.state(), after.state(), step, now);
        return true;
    }

    /** A line of the timeline without a change. */
    public void note(long id, RedemptionState from, RedemptionState to, Step step, Instant now) {
        jdbc.sql("INSERT INTO redemption_step (redemption_id, at, from_state, to_state, what, actor, code, note)"
                        + " VALUES (?,?,?,?,?,?,?,?)")
                .params(
                        id,
                        Timestamp.from(now),
                        from.name(),
                        to.name(),
                        step.what(),
                        step.actor(),
                        step.code(),
                        step.note())
                .update();
    }

    /** A change nobody needs to read about; false when somebody else was quicker. */
    public boolean touch(Redemption before, Progress after) {
        return template.update(
                        "UPDATE redemption SET state = ?, state_at = ?, reason = ?, channel = ?, channel_sku = ?, cost_fen = ?,"
                                + " sends = ?, tries = ?, looks = ?, attention = ?, review_due = ?, due_at = ?, fulfilled_at = ?,"
                                + " returned_quantity = ?, returned_points = ?, version = version + 1"
                                + " WHERE id = ? AND state = ? AND version = ?",
                        after.state().name(),
                        Timestamp.from(after.stateAt()),
                        after.reason(),
                        after.route().channel(),
                        after.route().sku(),
                        after.route().costFen(),
                        after.sends(),
                        after.tries(),
                        after.looks(),
                        after.attention(),
                        after.reviewDue(),
                        Rows.timestamp(after.dueAt()),
                        Rows.timestamp(after.fulfilledAt()),
                        after.returnedQuantity(),
                        after.returnedPoints(),
                        before.id(),
                        before.state().name(),
                        before.progress().version())
                == 1;
    }

    /** Orders at a channel somebody has to act on now, the longest due first. */
    public List<Long> dueAtChannel(String channel, Instant now, int most) {
        return jdbc.sql("SELECT id FROM redemption WHERE channel = ? AND due_at <= ?"
                        + " AND state NOT IN ('SUPPLIED', 'REFUNDING') ORDER BY due_at LIMIT ?")
                .params(channel, Timestamp.from(now), most)
                .query(Long.class)
                .list();
    }

    /** Orders whose hold has to be settled now. */
    public List<Long> dueToSettle(Instant now, int most) {
        return jdbc.sql(
                        "(SELECT id, due_at FROM redemption WHERE state = 'SUPPLIED' AND due_at <= ? ORDER BY due_at LIMIT ?)"
                                + " UNION ALL"
                                + " (SELECT id, due_at FROM redemption WHERE state = 'REFUNDING' AND due_at <= ? ORDER BY due_at LIMIT ?)")
                .params(Timestamp.from(now), most, Timestamp.from(now), most)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** Every channel orders were ever sent to, whether or not it still is one: a look-up in the index for each. */
    public List<String> channels() {
        List<String> channels = new ArrayList<>();
        String last = "";
        while (last != null) {
            last = jdbc.sql("SELECT channel FROM redemption WHERE channel > ? ORDER BY channel LIMIT 1")
                    .param(last)
                    .query(String.class)
                    .optional()
                    .orElse(null);
            if (last != null) {
                channels.add(last);
            }
        }
        return channels;
    }
}
