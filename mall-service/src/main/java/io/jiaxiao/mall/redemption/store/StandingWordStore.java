package io.jiaxiao.mall.redemption.store;

import io.jiaxiao.mall.supply.StandingWords;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Kept on the number's own row, so that whoever asks next counts from the same moment. */
@Repository
class StandingWordStore implements StandingWords {

    private final JdbcClient jdbc;

    StandingWordStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Instant said(String number, Word word, Instant now) {
        String column = column(word);
        // Cut off, not rounded: a moment that is yet to come would make everybody wait longer.
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        jdbc.sql("UPDATE supply_order SET " + column + " = COALESCE(" + column + ", ?), " + other(word)
                        + " = NULL WHERE number = ?")
                .params(Timestamp.from(at), number)
                .update();
        // Sent again in between, or no number of ours: then it is said for the first time.
        return jdbc.sql("SELECT " + column + " FROM supply_order WHERE number = ? AND " + column + " IS NOT NULL")
                .param(number)
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .optional()
                .orElse(now);
    }

    @Override
    public void broken(String number) {
        jdbc.sql("UPDATE supply_order SET absent_since = NULL, failed_since = NULL"
                        + " WHERE number = ? AND (absent_since IS NOT NULL OR failed_since IS NOT NULL)")
                .param(number)
                .update();
    }

    private static String column(Word word) {
        return switch (word) {
            case ABSENT -> "absent_since";
            case FAILED -> "failed_since";
        };
    }

    private static String other(Word word) {
        return column(word == Word.ABSENT ? Word.FAILED : Word.ABSENT);
    }
}
