package io.jiaxiao.order.migration.store;

import io.jiaxiao.order.migration.domain.Mapping;
import io.jiaxiao.order.migration.domain.MappingKind;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the old platform's codes are here. None opens a transaction. */
@Repository
public class MappingStore {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    MappingStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** By old code; those that are not mapped are missing. */
    public Map<String, String> find(MappingKind kind, Collection<String> oldCodes) {
        return oldCodes.isEmpty()
                ? Map.of()
                : jdbc
                        .sql(
                                "SELECT old_code, new_code FROM migration_mapping WHERE kind = :kind AND old_code IN (:codes)")
                        .param("kind", kind.name())
                        .param("codes", oldCodes)
                        .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public Optional<String> find(MappingKind kind, String oldCode) {
        return Optional.ofNullable(find(kind, List.of(oldCode)).get(oldCode));
    }

    /** In the order of the old codes. @param after those behind this one */
    public List<Mapping> page(MappingKind kind, String after, int most) {
        return jdbc.sql("SELECT old_code, new_code FROM migration_mapping WHERE kind = ? AND old_code > ?"
                        + " ORDER BY old_code LIMIT ?")
                .params(kind.name(), after, most)
                .query((row, number) -> new Mapping(kind, row.getString(1), row.getString(2)))
                .list();
    }

    /** Another word for a code takes the place of the former. */
    public void save(List<Mapping> all, String operator, Instant now) {
        Timestamp at = Timestamp.from(now);
        batches.batchUpdate(
                "INSERT INTO migration_mapping (kind, old_code, new_code, changed_by, changed_at) VALUES (?,?,?,?,?)"
                        + " ON DUPLICATE KEY UPDATE new_code = VALUES(new_code), changed_by = VALUES(changed_by),"
                        + " changed_at = VALUES(changed_at)",
                all,
                Math.max(1, all.size()),
                (statement, one) -> {
                    statement.setString(1, one.kind().name());
                    statement.setString(2, one.oldCode());
                    statement.setString(3, one.newCode());
                    statement.setString(4, operator);
                    statement.setTimestamp(5, at);
                });
    }

    /** @return false when it was not mapped */
    public boolean delete(MappingKind kind, String oldCode) {
        return jdbc.sql("DELETE FROM migration_mapping WHERE kind = ? AND old_code = ?")
                        .params(kind.name(), oldCode)
                        .update()
                == 1;
    }
}
