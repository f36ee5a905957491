package io.jiaxiao.order.desk.store;

import io.jiaxiao.order.desk.DeskCursor;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions that all have to hold, with their values in order. */
final class Conditions {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** @param value null for no condition */
    Conditions and(String condition, @Nullable Object value) {
        if (value != null) {
            text.append(text.isEmpty() ? " WHERE " : " AND ").append(condition);
            values.add(value instanceof Instant at ? Timestamp.from(at) : value);
        }
        return this;
    }

    /** All of another's. @param condition with {@code %s} where they belong */
    Conditions and(String condition, Conditions inner) {
        if (!inner.text.isEmpty()) {
            text.append(text.isEmpty() ? " WHERE " : " AND ").append(condition.formatted(inner.text));
            values.addAll(inner.values);
        }
        return this;
    }

    /** Behind a line of a list that is newest first. @param table its alias */
    Conditions behind(String table, @Nullable DeskCursor line) {
        if (line != null) {
            and(table + ".created_at <= ?", line.at());
            text.append(" AND (%1$s.created_at < ? OR %1$s.id < ?)".formatted(table));
            values.add(Timestamp.from(line.at()));
            values.add(line.id());
        }
        return this;
    }

    String text() {
        return text.toString();
    }

    /** Theirs, then these. */
    List<Object> values(Object... more) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(List.of(more));
        return all;
    }
}
