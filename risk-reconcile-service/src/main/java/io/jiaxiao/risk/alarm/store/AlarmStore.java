package io.jiaxiao.risk.alarm.store;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When each alarm was last told. */
@Repository
public class AlarmStore {

    private final JdbcClient jdbc;

    AlarmStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** True for exactly one of all who ask between two moments of telling. */
    public boolean mayTell(String kind, String subject, Instant now, Instant toldBefore) {
        // in this order: a failed insert holds a shared lock, from which two could not both go on to update
        int again = jdbc.sql("UPDATE alarm SET told_at = ? WHERE kind = ? AND subject = ? AND told_at < ?")
                .params(Timestamp.from(now), kind, subject, Timestamp.from(toldBefore))
                .update();
        return again == 1
                || jdbc.sql("INSERT IGNORE INTO alarm (kind, subject, told_at) VALUES (?, ?, ?)")
                                .params(kind, subject, Timestamp.from(now))
                                .update()
                        == 1;
    }
}
