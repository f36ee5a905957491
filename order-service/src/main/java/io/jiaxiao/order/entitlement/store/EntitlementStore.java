package io.jiaxiao.order.entitlement.store;

import io.jiaxiao.order.entitlement.domain.Entitlement;
import io.jiaxiao.order.entitlement.domain.EntitlementKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Entitlements, one row per child and product. */
@Repository
public class EntitlementStore {

    private static final String SELECT =
            "SELECT child_id, product_code, state, paid_through, version, changed_at FROM entitlement";

    /** Up to so many groups, a statement for each costs less than a row for each. */
    private static final int FEW = 8;

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

    /** Makes the rows that are missing. */
    public void makeAll(String productCode, Collection<String> childIds, Instant now) {
        // In one order whoever asks, as they are locked; two who make the same rows must not wait for each other.
        batches.batchUpdate(
                "INSERT INTO entitlement (child_id, product_code, state, paid_through, version, changed_at)"
                        + " VALUES (?,?,'CLOSED',NULL,0,?) ON DUPLICATE KEY UPDATE version = version",
                childIds.stream().sorted().toList(),
                Math.max(1, childIds.size()),
                (statement, child) -> {
                    statement.setString(1, child);
                    statement.setString(2, productCode);
                    statement.setTimestamp(3, Timestamp.from(now));
                });
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

    private record Alike(
            String product, Entitlement.State state, @Nullable LocalDate through, long version, Instant at) {

        static Alike of(Entitlement one) {
            return new Alike(one.productCode(), one.state(), one.paidThrough(), one.version(), one.changedAt());
        }
    }

    /**
     * One statement for all that become alike, or one trip for all where many differ.
     *
     * @return how many were at the version before the one given
     */
    public int saveAll(List<Entitlement> next) {
        Map<Alike, List<String>> groups = next.stream()
                .collect(Collectors.groupingBy(
                        Alike::of, Collectors.mapping(Entitlement::childId, Collectors.toList())));
        return groups.size() > FEW ? saveEach(next) : saveAlike(groups);
    }

    private int saveEach(List<Entitlement> next) {
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

    private int saveAlike(Map<Alike, List<String>> groups) {
        int saved = 0;
        for (Map.Entry<Alike, List<String>> group : groups.entrySet()) {
            Alike alike = group.getKey();
            saved += jdbc.sql("UPDATE entitlement SET state = :state, paid_through = :through, version = :version,"
                            + " changed_at = :at WHERE child_id IN (:children) AND product_code = :product"
                            + " AND version = :before")
                    .param("state", alike.state().name())
                    .param("through", alike.through())
                    .param("version", alike.version())
                    .param("at", Timestamp.from(alike.at()))
                    .param("children", group.getValue())
                    .param("product", alike.product())
                    .param("before", alike.version() - 1)
                    .update();
        }
        return saved;
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

    /** Those that are there, in one statement for each product; products are few. */
    public Map<EntitlementKey, Entitlement> findAll(Collection<EntitlementKey> keys) {
        Map<String, List<String>> children = keys.stream()
                .collect(Collectors.groupingBy(
                        EntitlementKey::productCode, Collectors.mapping(EntitlementKey::childId, Collectors.toList())));
        Map<EntitlementKey, Entitlement> found = new HashMap<>();
        children.forEach(
                (product, ids) -> jdbc.sql(SELECT + " WHERE child_id IN (:children) AND product_code = :product")
                        .param("children", ids)
                        .param("product", product)
                        .query(EntitlementStore::entitlement)
                        .list()
                        .forEach(one -> found.put(new EntitlementKey(one.childId(), one.productCode()), one)));
        return found;
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
