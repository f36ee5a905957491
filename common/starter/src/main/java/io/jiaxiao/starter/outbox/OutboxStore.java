package io.jiaxiao.starter.outbox;

import io.jiaxiao.starter.event.EventRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox tables. Lease times are the database's, so that two machines need not agree on the hour. */
final class OutboxStore {

    private static final String COLUMNS =
            "seq, shard, event_id, topic, tag, aggregate_id, payload, trace_parent, occurred_at";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    OutboxStore(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    void insert(List<EventRecord> events) {
        jdbc.batchUpdate(
                "INSERT INTO outbox (shard, event_id, topic, tag, aggregate_id, payload, trace_parent, occurred_at)"
                        + " VALUES (?,?,?,?,?,?,?,?)",
                events,
                events.size(),
                (statement, event) -> {
                    statement.setInt(1, event.shard());
                    statement.setLong(2, event.eventId());
                    statement.setString(3, event.topic());
                    statement.setString(4, event.tag());
                    statement.setString(5, event.aggregateId());
                    statement.setString(6, event.payload());
                    statement.setString(7, event.traceParent());
                    statement.setTimestamp(8, Timestamp.from(event.occurredAt()));
                });
    }

    /**
     * Takes the lease of up to {@code most} free shards that have events waiting: urgent shards first, then those whose
     * last turn is longest ago. A lease given back ends at that moment, so its end tells when a shard had its turn.
     */
    List<Integer> claim(String owner, Duration lease, int most) {
        List<Integer> waiting = jdbc.queryForList("SELECT DISTINCT shard FROM outbox", Integer.class);
        if (waiting.isEmpty()) {
            return List.of();
        }
        return transaction.execute(status -> {
            List<Integer> free = jdbc.queryForList(
                    "SELECT shard FROM outbox_shard WHERE shard IN (" + list(waiting)
                            + ") AND (lease_until <= NOW(3) OR owner = ?)"
                            + " ORDER BY shard >= ? DESC, lease_until, shard LIMIT ? FOR UPDATE SKIP LOCKED",
                    Integer.class,
                    owner,
                    Shards.ORDINARY,
                    most);
            if (!free.isEmpty()) {
                jdbc.update(
                        "UPDATE outbox_shard SET owner = ?, lease_until = NOW(3) + INTERVAL ? MICROSECOND"
                                + " WHERE shard IN (" + list(free) + ")",
                        owner,
                        lease.toNanos() / 1000);
            }
            return free;
        });
    }

    /** Up to {@code most} waiting events of each of these shards, in order; a shard without any is left out. */
    List<List<EventRecord>> next(List<Integer> shards, int most) {
        String each = "(SELECT " + COLUMNS + " FROM outbox WHERE shard = %d ORDER BY seq LIMIT %d)";
        String all =
                shards.stream().map(shard -> each.formatted(shard, most)).collect(Collectors.joining(" UNION ALL "));
        Map<Integer, List<EventRecord>> waiting = jdbc.query(all, (rows, number) -> event(rows)).stream()
                .sorted(Comparator.comparingLong(EventRecord::seq))
                .collect(Collectors.groupingBy(EventRecord::shard));
        return shards.stream()
                .flatMap(shard -> Stream.ofNullable(waiting.get(shard)))
                .toList();
    }

    /** Removes what the broker has, and gives the shards back, in one transaction. */
    void release(List<EventRecord> sent, List<Integer> shards, String owner) {
        transaction.executeWithoutResult(status -> {
            if (!sent.isEmpty()) {
                String seqs =
                        sent.stream().map(event -> Long.toString(event.seq())).collect(Collectors.joining(","));
                jdbc.update("DELETE FROM outbox WHERE seq IN (" + seqs + ")");
            }
            jdbc.update(
                    "UPDATE outbox_shard SET lease_until = NOW(3) WHERE shard IN (" + list(shards) + ") AND owner = ?",
                    owner);
        });
    }

    long waiting() {
        Long count = jdbc.queryForObject("SELECT COUNT(*) FROM outbox", Long.class);
        return count == null ? 0 : count;
    }

    private static String list(List<Integer> shards) {
        return shards.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static EventRecord event(ResultSet row) throws SQLException {
        return new EventRecord(
                row.getLong("seq"),
                row.getInt("shard"),
                row.getLong("event_id"),
                row.getString("topic"),
                row.getString("tag"),
                row.getString("aggregate_id"),
                row.getString("payload"),
                row.getString("trace_parent"),
                row.getTimestamp("occurred_at").toInstant());
    }
}
