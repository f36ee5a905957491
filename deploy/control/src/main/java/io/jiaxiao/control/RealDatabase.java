package io.jiaxiao.control;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;

/**
 * The database named by {@code JX_DB_URL}. With {@code JX_DB_ADMIN_USER} the schemas and users are made on it; without,
 * somebody has made them and put the passwords into the secrets folder.
 */
record RealDatabase(String jdbcUrl, Optional<String> adminUser, String adminPassword) {

    static RealDatabase of(Settings settings, String jdbcUrl) {
        return new RealDatabase(
                jdbcUrl,
                settings.real("JX_DB_ADMIN_USER"),
                settings.real("JX_DB_ADMIN_PASSWORD").orElse(""));
    }

    /**
     * @throws CannotContinue when the server refuses, or when the user cannot sign in
     */
    void ensureSchema(String schema, String user, String password) {
        if (adminUser.isEmpty()) {
            requireSignIn(schema, user, password);
            return;
        }
        try (Connection connection = connect("", adminUser.get(), adminPassword)) {
            run(connection, "CREATE DATABASE IF NOT EXISTS `" + schema + "` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
            runWithPassword(connection, "CREATE USER IF NOT EXISTS '" + user + "'@'%' IDENTIFIED BY ?", password);
            runWithPassword(connection, "ALTER USER '" + user + "'@'%' IDENTIFIED BY ?", password);
            run(connection, "GRANT ALL PRIVILEGES ON `" + schema.replace("_", "\\_") + "`.* TO '" + user + "'@'%'");
        } catch (SQLException e) {
            throw new CannotContinue(
                    adminUser.get() + " cannot set up schema " + schema + " on " + jdbcUrl + ": " + e.getMessage());
        }
    }

    private void requireSignIn(String schema, String user, String password) {
        try (Connection connection = connect(schema, user, password)) {
            if (!connection.isValid(2)) {
                throw new SQLException("the connection does not answer");
            }
        } catch (SQLException e) {
            throw new CannotContinue(user + " cannot use schema " + schema + " on " + jdbcUrl + " (" + e.getMessage()
                    + "); make both by hand with the password of secrets/jiaxiao.db.password." + schema
                    + ", or set JX_DB_ADMIN_USER and JX_DB_ADMIN_PASSWORD");
        }
    }

    private Connection connect(String schema, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5000");
        properties.setProperty("socketTimeout", "30000");
        return DriverManager.getConnection(jdbcUrl + "/" + schema, properties);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void runWithPassword(Connection connection, String sql, String password) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, password);
            statement.execute();
        }
    }
}
