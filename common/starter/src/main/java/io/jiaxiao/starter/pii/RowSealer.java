package io.jiaxiao.starter.pii;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads a stretch of a table, works out what the current keys would store instead, and writes that. */
final class RowSealer {

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;
    private final BlindIndex index;

    RowSealer(JdbcClient jdbc, PersonalDataCipher cipher, BlindIndex index) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.index = index;
    }

    /** The new values of one row, by column name. */
    record Change(long id, Map<String, String> values) {}

    /** What was found in a stretch of rows; {@code lastId} is 0 if it was empty. */
    record Batch(int size, long lastId, List<Change> changes, List<Long> unreadable) {}

    Batch look(Reseal.Target target, long afterId, int most, boolean lock) {
        String sql = "SELECT " + columns(target) + " FROM " + target.table() + " WHERE " + target.idColumn()
                + " > ? ORDER BY " + target.idColumn() + " LIMIT ?" + (lock ? " FOR UPDATE" : "");
        List<Map<String, @Nullable Object>> rows =
                jdbc.sql(sql).params(afterId, most).query().listOfRows();
        List<Change> changes = new ArrayList<>();
        List<Long> unreadable = new ArrayList<>();
        long lastId = 0;
        for (Map<String, @Nullable Object> row : rows) {
            lastId = ((Number) Objects.requireNonNull(row.get(target.idColumn()))).longValue();
            try {
                Map<String, String> values = renewed(target, row);
                if (!values.isEmpty()) {
                    changes.add(new Change(lastId, values));
                }
            } catch (UnreadablePersonalDataException e) {
                // One broken row must not stop the move of all others; it is counted and reported.
                unreadable.add(lastId);
            }
        }
        return new Batch(rows.size(), lastId, changes, unreadable);
    }

    void write(Reseal.Target target, List<Change> changes) {
        for (Change change : changes) {
            String assignments = String.join(" = ?, ", change.values().keySet()) + " = ?";
            List<Object> parameters = new ArrayList<>(change.values().values());
            parameters.add(change.id());
            jdbc.sql("UPDATE " + target.table() + " SET " + assignments + " WHERE " + target.idColumn() + " = ?")
                    .params(parameters)
                    .update();
        }
    }

    private static String columns(Reseal.Target target) {
        return Stream.concat(
                        Stream.of(target.idColumn()),
                        target.columns().stream()
                                .flatMap(column -> Stream.of(column.name(), column.indexColumn()))
                                .filter(Objects::nonNull))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private Map<String, String> renewed(Reseal.Target target, Map<String, @Nullable Object> row) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Reseal.Column column : target.columns()) {
            String sealed = (String) row.get(column.name());
            if (sealed == null) {
                continue;
            }
            String clear = cipher.open(column.purpose(), sealed);
            if (cipher.needsReseal(sealed)) {
                values.put(column.name(), cipher.seal(column.purpose(), clear));
            }
            String indexColumn = column.indexColumn();
            if (indexColumn != null) {
                String current = index.of(Objects.requireNonNull(column.indexPurpose()), clear);
                if (!current.equals(row.get(indexColumn))) {
                    values.put(indexColumn, current);
                }
            }
        }
        return values;
    }
}
