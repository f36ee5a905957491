package io.jiaxiao.acceptance;

import io.jiaxiao.control.Platform;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A service's tables, straight from its schema. */
final class Tables {

    private final Platform platform;
    private final String schema;

    Tables(Platform platform, String schema) {
        this.platform = platform;
        this.schema = schema;
    }

    /** Reads a row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The first column of each row. */
    List<String> rows(String sql) throws SQLException {
        return rows(sql, row -> row.getString(1));
    }

    <T> List<T> rows(String sql, Reader<T> reader) throws SQLException {
        List<T> found = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                found.add(reader.read(row));
            }
        }
        return found;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                platform.address("JX_DB_URL") + "/" + schema + "?allowPublicKeyRetrieval=true",
                "jx_" + schema,
                platform.secret("jiaxiao.db.password." + schema));
    }
}
