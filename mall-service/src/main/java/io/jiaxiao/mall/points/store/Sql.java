package io.jiaxiao.mall.points.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pieces of statements. Only numbers are written into a statement's text. */
final class Sql {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private Sql() {}

    /** {@code (1,2,3)}. */
    static String in(Collection<Long> numbers) {
        var text = new StringBuilder(numbers.size() * 20 + 2).append('(');
        for (Long number : numbers) {
            text.append(number.longValue()).append(',');
        }
        text.setCharAt(text.length() - 1, ')');
        return text.toString();
    }

    /** {@code (?,?,?)}. */
    static String marks(int count) {
        return "(" + "?,".repeat(count - 1) + "?)";
    }

    /** As a DATETIME(3) in UTC; made once for a batch, which a Timestamp would not be. */
    static String moment(Instant instant) {
        return MOMENT.format(instant);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(instantOrNull(row, column));
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        LocalDateTime stored = row.getObject(column, LocalDateTime.class);
        return stored == null ? null : stored.toInstant(ZoneOffset.UTC);
    }
}
