package io.jiaxiao.control.bench;

import io.jiaxiao.control.Platform;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Rows put in and read with SQL in the tables of one service of a measured platform, which is the bench's own. */
final class BenchTables implements AutoCloseable {

    private static final int AT_ONCE = 2_000;

    private final Connection connection;

    /** @param schema of the service, such as {@code orders} */
    BenchTables(Platform platform, String schema) throws SQLException {
        var user = new Properties();
        user.setProperty("user", "jx_" + schema);
        user.setProperty("password", platform.secret("jiaxiao.db.password." + schema));
        connection = DriverManager.getConnection(
                platform.address("JX_DB_URL") + "/" + schema
                        + "?rewriteBatchedStatements=true&allowPublicKeyRetrieval=true&connectionTimeZone=UTC"
                        + "&forceConnectionTimeZoneToSession=true",
                user);
    }

    /** Sets the values of one row. */
    interface Row {
        void set(PreparedStatement statement, int number) throws SQLException;
    }

    /** As many rows as are wanted, numbered from 0, some thousand at a time. @param insert one row with its values left open */
    void insert(String insert, int rows, Row row) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (int i = 0; i < rows; i++) {
                row.set(statement, i);
                statement.addBatch();
                if (i % AT_ONCE == AT_ONCE - 1 || i == rows - 1) {
                    statement.executeBatch();
                    connection.commit();
                }
            }
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** The only number of the only row; 0 for NULL. */
    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** The only text of the only row; empty for NULL. */
    String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            String found = rows.next() ? rows.getString(1) : null;
            return found == null ? "" : found;
        }
    }

    /** Lets the optimiser know what has been put in. */
    void analyze(String... tables) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE TABLE " + String.join(", ", tables));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
