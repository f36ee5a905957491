package io.jiaxiao.starter.inbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Remembers, in the transaction of the effect, which events a consumer has already taken in. */
public class Inbox {

    /** Longer than any broker keeps a message it may still deliver again. */
    static final Duration KEPT = Duration.ofDays(7);

    private static final int FORGOTTEN_AT_ONCE = 5000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public Inbox(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Runs the effect if this consumer has not had the event before. Mark and effect commit together or not at all; a
     * copy arriving at the same moment waits for the first and then finds itself to be a copy.
     *
     * @return false for a duplicate, whose effect was not run
     */
    public boolean once(String consumer, long eventId, Runnable effect) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            int fresh = jdbc.update(
                    "INSERT IGNORE INTO inbox (consumer, event_id, handled_at) VALUES (?, ?, ?)",
                    consumer,
                    eventId,
                    Timestamp.from(clock.instant()));
            if (fresh == 0) {
                return false;
            }
            effect.run();
            return true;
        }));
    }

    /** Forgets what no broker can deliver any more, in short statements, until nothing of it is left. */
    int forgetOld() {
        Timestamp before = Timestamp.from(clock.instant().minus(KEPT));
        int all = 0;
        int gone;
        do {
            gone = jdbc.update("DELETE FROM inbox WHERE handled_at < ? LIMIT " + FORGOTTEN_AT_ONCE, before);
            all += gone;
        } while (gone == FORGOTTEN_AT_ONCE);
        return all;
    }
}
