package io.jiaxiao.mall.points.store;

import io.jiaxiao.mall.points.LedgerCheck;
import io.jiaxiao.mall.points.domain.BrokenInvariant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What is always true of the ledger's tables, looked at in one snapshot while writers go on. */
@Repository
public class LedgerAudit {

    private static final Map<String, String> COUNTED = new LinkedHashMap<>();

    static {
        COUNTED.put("NEGATIVE_BALANCE", "SELECT COUNT(*) FROM points_account WHERE available < 0 OR held < 0");
        COUNTED.put(
                "BALANCE_IS_NOT_ITS_LOTS",
                "SELECT COUNT(*) FROM points_account a LEFT JOIN (SELECT person_id, SUM(available) AS available,"
                        + " SUM(held) AS held FROM points_lot WHERE open = TRUE GROUP BY person_id) l"
                        + " ON l.person_id = a.person_id WHERE a.available <> COALESCE(l.available, 0)"
                        + " OR a.held <> COALESCE(l.held, 0)");
        COUNTED.put(
                "LOT_WITHOUT_ACCOUNT",
                "SELECT COUNT(*) FROM points_lot l LEFT JOIN points_account a ON a.person_id = l.person_id"
                        + " WHERE l.open = TRUE AND a.person_id IS NULL");
        COUNTED.put(
                "HELD_IS_NOT_ITS_HOLDS",
                "SELECT COUNT(*) FROM points_account a LEFT JOIN (SELECT person_id, SUM(points) AS points"
                        + " FROM points_hold WHERE state = 'OPEN' GROUP BY person_id) h ON h.person_id = a.person_id"
                        + " WHERE a.held <> COALESCE(h.points, 0)");
        COUNTED.put(
                "HELD_OF_A_LOT_IS_NOT_ITS_SHARES",
                "SELECT COUNT(*) FROM points_lot l LEFT JOIN (SELECT s.lot_id, SUM(s.points) AS points"
                        + " FROM points_hold h JOIN points_hold_lot s ON s.hold_id = h.id WHERE h.state = 'OPEN'"
                        + " GROUP BY s.lot_id) s ON s.lot_id = l.id"
                        + " WHERE l.open = TRUE AND l.held <> COALESCE(s.points, 0)");
        COUNTED.put(
                "BALANCE_IS_NOT_ITS_LAST_ENTRY",
                "SELECT COUNT(*) FROM points_account a LEFT JOIN points_transfer t"
                        + " ON t.person_id = a.person_id AND t.seq = a.entries WHERE a.entries > 0"
                        + " AND (t.seq IS NULL OR t.available_after <> a.available OR t.held_after <> a.held)");
    }

    private final JdbcTemplate jdbc;
    private final List<LedgerCheck> others;
    private final TransactionTemplate snapshot;

    public LedgerAudit(JdbcTemplate jdbc, List<LedgerCheck> others, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.others = List.copyOf(others);
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /** Empty when all is well. */
    public List<BrokenInvariant> broken() {
        return snapshot.execute(status -> {
            List<BrokenInvariant> broken = new ArrayList<>();
            long sum = number("SELECT (SELECT COALESCE(SUM(available + held), 0) FROM points_account)"
                    + " + (SELECT COALESCE(SUM(points), 0) FROM points_system_entry)"
                    + " + (SELECT COALESCE(SUM(points), 0) FROM points_system_day)");
            if (sum != 0) {
                broken.add(new BrokenInvariant("SUM_IS_NOT_ZERO", sum));
            }
            COUNTED.forEach((name, sql) -> add(broken, name, number(sql)));
            others.forEach(other -> other.broken().forEach((name, rows) -> add(broken, name, rows)));
            return broken;
        });
    }

    private static void add(List<BrokenInvariant> broken, String name, long rows) {
        if (rows != 0) {
            broken.add(new BrokenInvariant(name, rows));
        }
    }

    /** Holds under way, and how many points they hold. */
    public OpenHolds openHolds() {
        return jdbc.query(
                        "SELECT COUNT(*), COALESCE(SUM(points), 0) FROM points_hold WHERE state = 'OPEN'",
                        (row, number) -> new OpenHolds(row.getLong(1), row.getLong(2)))
                .getFirst();
    }

    public record OpenHolds(long holds, long points) {}

    private long number(String sql) {
        Long value = jdbc.queryForObject(sql, Long.class);
        return value == null ? 0 : value;
    }
}
