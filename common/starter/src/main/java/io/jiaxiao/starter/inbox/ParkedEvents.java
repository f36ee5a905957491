package io.jiaxiao.starter.inbox;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;

/** Events that kept failing. Nothing is lost: they are kept whole until an operator has them tried again. */
class ParkedEvents {

    private static final int MAX_ERROR = 1000;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ParkedEvents(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void park(String consumer, ReceivedEvent event, Throwable cause) {
        String error = cause.toString();
        jdbc.update(
                "INSERT IGNORE INTO inbox_parked"
                        + " (consumer, event_id, topic, tag, aggregate_id, payload, occurred_at, error, parked_at)"
                        + " VALUES (?,?,?,?,?,?,?,?,?)",
                consumer,
                event.eventId(),
                event.topic(),
                event.tag(),
                event.aggregateId(),
                event.payload(),
                Timestamp.from(event.occurredAt()),
                error.length() > MAX_ERROR ? error.substring(0, MAX_ERROR) : error,
                Timestamp.from(clock.instant()));
    }
}
