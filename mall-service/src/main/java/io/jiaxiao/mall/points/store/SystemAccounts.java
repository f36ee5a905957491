package io.jiaxiao.mall.points.store;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The system accounts: appended to by the writers, carried over here into one row per account, line and business day. */
@Repository
public class SystemAccounts {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    public SystemAccounts(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    private record Row(long seq, Side side, long points) {}

    private record Side(String account, String line, LocalDate day) {}

    /**
     * Carries over up to so many entries; answers how many. Entries leave as their sum arrives, so a writer that commits
     * a lower number later is carried over next time, and no entry twice.
     */
    public int rollUp(int most) {
        return transaction.execute(status -> {
            List<Row> rows = jdbc.query(
                    "SELECT seq, account, line, day, points FROM points_system_entry ORDER BY seq LIMIT ?"
                            + " FOR UPDATE SKIP LOCKED",
                    (row, number) -> new Row(
                            row.getLong(1),
                            new Side(
                                    row.getString(2),
                                    row.getString(3),
                                    row.getDate(4).toLocalDate()),
                            row.getLong(5)),
                    most);
            if (rows.isEmpty()) {
                return 0;
            }
            // In one order, so that two who carry over at once wait for each other instead of colliding.
            Map<Side, Long> sums = new TreeMap<>(Comparator.comparing(Side::account)
                    .thenComparing(Side::line)
                    .thenComparing(Side::day));
            rows.forEach(row -> sums.merge(row.side(), row.points(), Math::addExact));
            sums.forEach((side, points) -> jdbc.update(
                    "INSERT INTO points_system_day (account, line, day, points) VALUES (?,?,?,?)"
                            + " ON DUPLICATE KEY UPDATE points = points + VALUES(points)",
                    side.account(),
                    side.line(),
                    Date.valueOf(side.day()),
                    points));
            Upsert.expect(
                    rows.size(),
                    jdbc.update("DELETE FROM points_system_entry WHERE seq IN "
                            + Sql.in(rows.stream().map(Row::seq).toList())));
            return rows.size();
        });
    }
}
