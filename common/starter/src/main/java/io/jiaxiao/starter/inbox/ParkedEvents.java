package io.jiaxiao.starter.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Events that kept failing. Nothing is lost: they are kept whole until an operator has them tried again. */
class ParkedEvents {

    private static final int MAX_ERROR = 1000;
    private static final String COLUMNS =
            "consumer, event_id, topic, tag, aggregate_id, payload, occurred_at, error, parked_at";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ParkedEvents(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A copy of what is parked already changes nothing; another event of the same number is parked under its spare id. */
    void park(String consumer, ReceivedEvent event, Throwable cause) {
        if (!insert(consumer, event.eventId(), event, cause)
                && !find(consumer, event.eventId()).map(ParkedEvent::payload).equals(Optional.of(event.payload()))) {
            insert(consumer, event.spareId(), event, cause);
        }
    }

    private boolean insert(String consumer, long id, ReceivedEvent event, Throwable cause) {
        return jdbc.update(
                        "INSERT IGNORE INTO inbox_parked (" + COLUMNS + ") VALUES (?,?,?,?,?,?,?,?,?)",
                        consumer,
                        id,
                        event.topic(),
                        event.tag(),
                        event.aggregateId(),
                        event.payload(),
                        Timestamp.from(event.occurredAt()),
                        shortened(cause),
                        Timestamp.from(clock.instant()))
                > 0;
    }

    /**
     * One page, the longest parked first.
     *
     * @param consumer only those of this consumer; null for all
     */
    List<ParkedEvent> page(@Nullable String consumer, long offset, int size) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM inbox_parked WHERE (? IS NULL OR consumer = ?)"
                        + " ORDER BY parked_at, consumer, event_id LIMIT ? OFFSET ?",
                (row, number) -> read(row),
                consumer,
                consumer,
                size,
                offset);
    }

    long count(@Nullable String consumer) {
        Long count = jdbc.queryForObject(
                "SELECT COUNT(*) FROM inbox_parked WHERE (? IS NULL OR consumer = ?)", Long.class, consumer, consumer);
        return count == null ? 0 : count;
    }

    Optional<ParkedEvent> find(String consumer, long eventId) {
        return one(consumer, eventId, "");
    }

    /** As {@link #find}, and locks its row until the transaction ends, so that two operators do not take it up at once. */
    Optional<ParkedEvent> take(String consumer, long eventId) {
        return one(consumer, eventId, " FOR UPDATE");
    }

    private Optional<ParkedEvent> one(String consumer, long eventId, String lock) {
        return jdbc
                .query(
                        "SELECT " + COLUMNS + " FROM inbox_parked WHERE consumer = ? AND event_id = ?" + lock,
                        (row, number) -> read(row),
                        consumer,
                        eventId)
                .stream()
                .findFirst();
    }

    void remove(String consumer, long eventId) {
        jdbc.update("DELETE FROM inbox_parked WHERE consumer = ? AND event_id = ?", consumer, eventId);
    }

    void failedAgain(String consumer, long eventId, Throwable cause) {
        jdbc.update(
                "UPDATE inbox_parked SET error = ? WHERE consumer = ? AND event_id = ?",
                shortened(cause),
                consumer,
                eventId);
    }

    private static String shortened(Throwable cause) {
        String error = cause.toString();
        return error.length() > MAX_ERROR ? error.substring(0, MAX_ERROR) : error;
    }

    private static ParkedEvent read(ResultSet row) throws SQLException {
        return new ParkedEvent(
                row.getString("consumer"),
                row.getLong("event_id"),
                row.getString("topic"),
                row.getString("tag"),
                row.getString("aggregate_id"),
                row.getString("payload"),
                row.getTimestamp("occurred_at").toInstant(),
                row.getString("error"),
                row.getTimestamp("parked_at").toInstant());
    }
}
