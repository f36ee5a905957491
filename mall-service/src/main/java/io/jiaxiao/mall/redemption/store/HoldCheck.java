package io.jiaxiao.mall.redemption.store;

import io.jiaxiao.mall.points.LedgerCheck;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Open holds are orders in flight. Between the ledger's end of a hold and the order's own, an order that settles has none. */
@Repository
class HoldCheck implements LedgerCheck {

    private static final String IN_FLIGHT = Arrays.stream(RedemptionState.values())
            .filter(RedemptionState::holdsPoints)
            .map(state -> "'" + state + "'")
            .collect(Collectors.joining(",", "(", ")"));

    private final JdbcClient jdbc;

    HoldCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Long> broken() {
        return Map.of(
                "OPEN_HOLD_WITHOUT_ORDER",
                number("SELECT COUNT(*) FROM points_hold h LEFT JOIN redemption r ON r.id = h.id AND r.state IN "
                        + IN_FLIGHT + " WHERE h.state = 'OPEN' AND h.purpose = 'REDEMPTION' AND r.id IS NULL"),
                "ORDER_WITHOUT_OPEN_HOLD",
                number("SELECT COUNT(*) FROM redemption r LEFT JOIN points_hold h ON h.id = r.id WHERE r.state IN "
                        + IN_FLIGHT + " AND NOT (h.id IS NOT NULL AND h.points = r.points AND (h.state = 'OPEN'"
                        + " OR r.state = 'SUPPLIED' AND h.state = 'POSTED'"
                        + " OR r.state = 'REFUNDING' AND h.state = 'RELEASED'))"));
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
