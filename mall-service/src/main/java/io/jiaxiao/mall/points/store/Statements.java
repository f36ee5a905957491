package io.jiaxiao.mall.points.store;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.mall.points.domain.TransferKind;
import java.sql.Date;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What was booked: for the person, for the operator, for the lines that settle with each other. */
@Repository
public class Statements {

    private final JdbcTemplate jdbc;

    public Statements(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** One entry as it was booked. @param holdId null for what concerns no order */
    public record Entry(
            long seq,
            long id,
            TransferKind kind,
            long points,
            @Nullable ProductLine line,
            @Nullable Long holdId,
            String code,
            long availableAfter,
            long heldAfter,
            Instant at) {}

    /** Newest first, those before the given one. */
    public List<Entry> entries(long personId, long beforeSeq, int most) {
        return jdbc.query(
                "SELECT seq, id, kind, points, line, hold_id, code, available_after, held_after, at"
                        + " FROM points_transfer WHERE person_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?",
                (row, number) -> {
                    String line = row.getString("line");
                    return new Entry(
                            row.getLong("seq"),
                            row.getLong("id"),
                            TransferKind.valueOf(row.getString("kind")),
                            row.getLong("points"),
                            line == null ? null : ProductLine.valueOf(line),
                            row.getObject("hold_id", Long.class),
                            row.getString("code"),
                            row.getLong("available_after"),
                            row.getLong("held_after"),
                            Sql.instant(row, "at"));
                },
                personId,
                beforeSeq,
                most);
    }

    /** A lot of which something is left. */
    public record OpenLot(
            long id, ProductLine line, String event, long granted, long available, long held, Instant expiresAt) {}

    /** The first to end first. */
    public List<OpenLot> openLots(long personId, int most) {
        return jdbc.query(
                "SELECT id, line, event, granted, available, held, expires_at FROM points_lot"
                        + " WHERE person_id = ? AND open = TRUE ORDER BY expires_at, id LIMIT ?",
                (row, number) -> new OpenLot(
                        row.getLong(1),
                        ProductLine.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        Sql.instant(row, "expires_at")),
                personId,
                most);
    }

    /** A hold under way. */
    public record OpenHold(long id, long personId, long points, String purpose, Instant heldAt) {}

    /** Oldest first. @param personId null for everybody's */
    public List<OpenHold> openHolds(@Nullable Long personId, int most) {
        List<Object> arguments = new ArrayList<>();
        if (personId != null) {
            arguments.add(personId);
        }
        arguments.add(most);
        return jdbc.query(
                "SELECT id, person_id, points, purpose, held_at FROM points_hold WHERE state = 'OPEN'"
                        + (personId == null ? "" : " AND person_id = ?") + " ORDER BY id LIMIT ?",
                (row, number) -> new OpenHold(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getString(4), Sql.instant(row, "held_at")),
                arguments.toArray());
    }

    /**
     * What a line has to do with one month, all in points at or above zero unless corrections outweigh.
     *
     * @param spent    from the lots of this line, less what was given back
     * @param adjusted given by operators at its cost, less what they took
     */
    public record Settlement(ProductLine line, long granted, long spent, long expired, long adjusted) {}

    /** Every line that moved in the month, by the business day of the booking. */
    public List<Settlement> settlement(YearMonth month) {
        Date from = Date.valueOf(month.atDay(1));
        Date to = Date.valueOf(month.atEndOfMonth());
        return jdbc.query(
                "SELECT line, -SUM(CASE WHEN account = 'ISSUED' THEN points ELSE 0 END) AS granted,"
                        + " SUM(CASE WHEN account = 'REDEEMED' THEN points ELSE 0 END) AS spent,"
                        + " SUM(CASE WHEN account = 'EXPIRED' THEN points ELSE 0 END) AS expired,"
                        + " -SUM(CASE WHEN account = 'ADJUSTED' THEN points ELSE 0 END) AS adjusted"
                        + " FROM (SELECT account, line, day, points FROM points_system_day WHERE day BETWEEN ? AND ?"
                        + " UNION ALL SELECT account, line, day, points FROM points_system_entry"
                        + " WHERE day BETWEEN ? AND ?) booked GROUP BY line ORDER BY line",
                (row, number) -> new Settlement(
                        ProductLine.valueOf(row.getString("line")),
                        row.getLong("granted"),
                        row.getLong("spent"),
                        row.getLong("expired"),
                        row.getLong("adjusted")),
                from,
                to,
                from,
                to);
    }
}
