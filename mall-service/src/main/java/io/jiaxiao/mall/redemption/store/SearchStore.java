package io.jiaxiao.mall.redemption.store;

import io.jiaxiao.mall.redemption.RedemptionFilter;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.starter.pii.BlindIndex;
import io.jiaxiao.starter.pii.PiiPurpose;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads orders for people. */
@Repository
public class SearchStore {

    private final JdbcClient jdbc;
    private final BlindIndex index;

    SearchStore(JdbcClient jdbc, BlindIndex index) {
        this.jdbc = jdbc;
        this.index = index;
    }

    /** A line of the timeline. @param from null for the first */
    public record StepLine(
            Instant at,
            @Nullable RedemptionState from,
            RedemptionState to,
            String what,
            String actor,
            String code,
            String note) {}

    /** A number the order has or had at a channel. */
    public record NumberLine(
            String number,
            String channel,
            String channelSku,
            String state,
            @Nullable String partnerNumber,
            @Nullable Long chargedFen,
            Instant createdAt) {}

    /** Something a partner told by itself. */
    public record NoticeLine(String number, String kind, String code, Instant firstAt, Instant lastAt, int times) {}

    /** How many orders of a channel are in a state. */
    public record Queue(String channel, RedemptionState state, long orders) {}

    /** Newest first. @param before orders with a lower number; {@link Long#MAX_VALUE} for the first page */
    public List<Redemption> ofPerson(long personId, long before, int most) {
        return jdbc.sql("SELECT " + Rows.ORDER
                        + " FROM redemption WHERE person_id = ? AND id < ? ORDER BY id DESC LIMIT ?")
                .params(personId, before, most)
                .query(Rows::order)
                .list();
    }

    public List<StepLine> steps(long orderId) {
        return jdbc.sql("SELECT at, from_state, to_state, what, actor, code, note FROM redemption_step"
                        + " WHERE redemption_id = ? ORDER BY id")
                .param(orderId)
                .query((row, n) -> {
                    String from = row.getString(2);
                    return new StepLine(
                            row.getTimestamp(1).toInstant(),
                            from == null ? null : RedemptionState.valueOf(from),
                            RedemptionState.valueOf(row.getString(3)),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7));
                })
                .list();
    }

    public List<NumberLine> numbers(long orderId) {
        return jdbc.sql(
                        "SELECT number, channel, channel_sku, state, partner_number, charged_fen, created_at FROM supply_order"
                                + " WHERE redemption_id = ? ORDER BY send")
                .param(orderId)
                .query((row, n) -> new NumberLine(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getObject(6, Long.class),
                        row.getTimestamp(7).toInstant()))
                .list();
    }

    public List<NoticeLine> notices(long orderId) {
        return jdbc.sql("SELECT n.number, n.kind, n.code, n.first_at, n.last_at, n.times FROM supply_notice n"
                        + " JOIN supply_order s ON s.number = n.number WHERE s.redemption_id = ? ORDER BY n.first_at")
                .param(orderId)
                .query((row, n) -> new NoticeLine(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant(),
                        row.getTimestamp(5).toInstant(),
                        row.getInt(6)))
                .list();
    }

    public List<Redemption> find(RedemptionFilter filter, long offset, int most) {
        List<Object> values = new ArrayList<>();
        String where = where(filter, values);
        values.add(most);
        values.add(offset);
        return jdbc.sql("SELECT " + Rows.ORDER + " FROM redemption " + where + " ORDER BY id DESC LIMIT ? OFFSET ?")
                .params(values)
                .query(Rows::order)
                .list();
    }

    public long count(RedemptionFilter filter) {
        List<Object> values = new ArrayList<>();
        String where = where(filter, values);
        return jdbc.sql("SELECT COUNT(*) FROM redemption " + where)
                .params(values)
                .query(Long.class)
                .single();
    }

    private String where(RedemptionFilter filter, List<Object> values) {
        StringBuilder where = new StringBuilder("WHERE accepted_at >= ? AND accepted_at < ?");
        values.add(Timestamp.from(filter.from()));
        values.add(Timestamp.from(filter.until()));
        and(
                where,
                values,
                "state",
                filter.state() == null ? null : filter.state().name());
        and(where, values, "channel", filter.channel());
        and(where, values, "person_id", filter.personId());
        and(where, values, "sku_id", filter.skuId());
        if (filter.mobile() != null) {
            List<String> indexes =
                    index.allOf(PiiPurpose.MOBILE, filter.mobile().digits());
            where.append(" AND mobile_index IN (")
                    .append(String.join(",", Collections.nCopies(indexes.size(), "?")))
                    .append(')');
            values.addAll(indexes);
        }
        if (filter.needsPerson()) {
            where.append(" AND attention IS NOT NULL");
        }
        if (filter.reviewDue()) {
            where.append(" AND (review_due OR state = 'REVIEW')");
        }
        return where.toString();
    }

    private static void and(StringBuilder where, List<Object> values, String column, @Nullable Object value) {
        if (value != null) {
            where.append(" AND ").append(column).append(" = ?");
            values.add(value);
        }
    }

    /** Orders that are not at an end, per channel and state. */
    public List<Queue> queues() {
        return jdbc.sql(
                        "SELECT channel, state, COUNT(*) FROM redemption"
                                + " WHERE state NOT IN ('FULFILLED', 'REFUNDED', 'RETURNED', 'REVERSED') GROUP BY channel, state")
                .query((row, n) ->
                        new Queue(row.getString(1), RedemptionState.valueOf(row.getString(2)), row.getLong(3)))
                .list();
    }
}
