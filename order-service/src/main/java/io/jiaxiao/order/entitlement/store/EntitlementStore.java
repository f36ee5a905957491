package io.jiaxiao.order.entitlement.store;

import io.jiaxiao.order.entitlement.domain.Entitlement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Entitlements, one row per child and product. */
@Repository
public class EntitlementStore {

    private static final String SELECT =
            "SELECT child_id, product_code, state, paid_through, version, changed_at FROM entitlement";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    EntitlementStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Makes the row when it is missing, and holds it to the end of the transaction. */
    public Entitlement lock(String childId, String productCode, Instant now) {
        jdbc.sql("INSERT INTO entitlement (child_id, product_code, state, paid_through, version, changed_at)"
                        + " VALUES (?,?,'CLOSED',NULL,0,?) ON DUPLICATE KEY UPDATE version = version")
                .params(childId, productCode, Timestamp.from(now))
                .update();
        return jdbc.sql(SELECT + " WHERE child_id = ? AND product_code = ? FOR UPDATE")
                .params(childId, productCode)
                .query(EntitlementStore::entitlement)
                .single();
    }

    /** Those rows that are there, in one order whoever asks, held to the end of the transaction. */
    public List<Entitlement> lockAll(String productCode, Collection<String> childIds) {
        return jdbc.sql(SELECT
                        + " WHERE child_id IN (:children) AND product_code = :product ORDER BY child_id FOR UPDATE")
                .param("children", childIds)
                .param("product", productCode)
                .query(EntitlementStore::entitlement)
                .list();
    }

    /** @return how many were at the version before the one given */
    public int saveAll(List<Entitlement> next) {
        int[][] saved = batches.batchUpdate(
                "UPDATE entitlement SET state = ?, paid_through = ?, version = ?, changed_at = ?"
                        + " WHERE child_id = ? AND product_code = ? AND version = ?",
                next,
                Math.max(1, next.size()),
                (statement, one) -> {
                    statement.setString(1, one.state().name());
                    statement.setObject(2, one.paidThrough());
                    statement.setLong(3, one.version());
                    statement.setTimestamp(4, Timestamp.from(one.changedAt()));
                    statement.setString(5, one.childId());
                    statement.setString(6, one.productCode());
                    statement.setLong(7, one.version() - 1);
                });
        return Arrays.stream(saved).flatMapToInt(Arrays::stream).sum();
    }

    /** @return false when it was not at the version given */
    public boolean save(Entitlement next, long fromVersion) {
        return jdbc.sql(
                                "UPDATE entitlement SET state = :state, paid_through = :through, version = :version, changed_at = :at"
                                        + " WHERE child_id = :child AND product_code = :product AND version = :before")
                        .param("state", next.state().name())
                        .param("through", next.paidThrough())
                        .param("version", next.version())
                        .param("at", Timestamp.from(next.changedAt()))
                        .param("child", next.childId())
                        .param("product", next.productCode())
                        .param("before", fromVersion)
                        .update()
                == 1;
    }

    public Optional<Entitlement> find(String childId, String productCode) {
        return jdbc.sql(SELECT + " WHERE child_id = ? AND product_code = ?")
                .params(childId, productCode)
                .query(EntitlementStore::entitlement)
                .optional();
    }

    /** Those that were opened at least once. */
    public List<Entitlement> ofChild(String childId) {
        return jdbc.sql(SELECT + " WHERE child_id = ? AND version > 0 ORDER BY product_code")
                .param(childId)
                .query(EntitlementStore::entitlement)
                .list();
    }

    private static Entitlement entitlement(ResultSet row, int number) throws SQLException {
        return new Entitlement(
                row.getString(1),
                row.getString(2),
                Entitlement.State.valueOf(row.getString(3)),
                row.getObject(4, LocalDate.class),
                row.getLong(5),
                row.getTimestamp(6).toInstant());
    }
}
