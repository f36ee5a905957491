package io.jiaxiao.mall.points.store;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Updates many rows, each to values of its own, in one statement. Only numbers and names of constants go in. */
final class Upsert {

    /** What the database counts for a row that existed and was changed; 1 would be a row that did not. */
    private static final int COUNTED_PER_ROW = 2;

    private final StringBuilder sql = new StringBuilder("INSERT INTO ");
    private final String[] changed;
    private int rows;

    Upsert(String tableAndColumns, String... changed) {
        sql.append(tableAndColumns).append(" VALUES ");
        this.changed = changed;
    }

    void row(Object... values) {
        sql.append(rows++ == 0 ? "(" : ",(");
        for (int i = 0; i < values.length; i++) {
            sql.append(i == 0 ? "" : ",");
            literal(values[i]);
        }
        sql.append(')');
    }

    private void literal(@Nullable Object value) {
        switch (value) {
            case Number number -> sql.append(number.longValue());
            case String constant -> sql.append('\'').append(constant).append('\'');
            case null, default -> throw new IllegalArgumentException("no literal: " + value);
        }
    }

    void update(JdbcTemplate jdbc) {
        if (rows == 0) {
            return;
        }
        sql.append(" ON DUPLICATE KEY UPDATE ");
        for (int i = 0; i < changed.length; i++) {
            sql.append(i == 0 ? "" : ",")
                    .append(changed[i])
                    .append("=VALUES(")
                    .append(changed[i])
                    .append(')');
        }
        expect(rows * COUNTED_PER_ROW, jdbc.update(sql.toString()));
    }

    static void expect(int rows, int met) {
        if (met != rows) {
            throw new IllegalStateException("an update meant for " + rows + " rows met " + met);
        }
    }
}
