package io.jiaxiao.order.catalogue.store;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.catalogue.domain.Quote;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Quotes. */
@Repository
public class QuoteStore {

    private static final String COLUMNS = "id, person_id, plan_code, class_id, school_id, method, price_fen, tariff_id,"
            + " tariff_version, created_at, expires_at";

    private final JdbcClient jdbc;

    QuoteStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Quote quote) {
        jdbc.sql("INSERT INTO quote (" + COLUMNS + ") VALUES (?,?,?,?,?,?,?,?,?,?,?)")
                .params(
                        quote.id(),
                        quote.personId(),
                        quote.planCode(),
                        quote.classId(),
                        quote.schoolId(),
                        quote.method().name(),
                        quote.price().fen(),
                        quote.tariffId(),
                        quote.tariffVersion(),
                        Timestamp.from(quote.createdAt()),
                        Timestamp.from(quote.expiresAt()))
                .update();
    }

    public Optional<Quote> ofPerson(long id, long personId) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM quote WHERE id = ? AND person_id = ?")
                .params(id, personId)
                .query((row, number) -> new Quote(
                        row.getLong("id"),
                        row.getLong("person_id"),
                        row.getString("plan_code"),
                        row.getString("class_id"),
                        row.getString("school_id"),
                        PayMethod.valueOf(row.getString("method")),
                        Money.ofFen(row.getLong("price_fen")),
                        row.getLong("tariff_id"),
                        row.getInt("tariff_version"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("expires_at").toInstant()))
                .optional();
    }

    /** @return how many are gone */
    public int forget(Instant expiredBefore, int most) {
        return jdbc.sql("DELETE FROM quote WHERE expires_at < ? LIMIT ?")
                .params(Timestamp.from(expiredBefore), most)
                .update();
    }
}
