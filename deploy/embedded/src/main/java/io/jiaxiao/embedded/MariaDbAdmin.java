package io.jiaxiao.embedded;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/** What root does: schemas and their users. */
record MariaDbAdmin(String jdbcUrl, String rootPassword) {

    /** By code point: the same text is the same key, also for 4-byte characters, on MariaDB and on MySQL alike. */
    static final String COLLATION = "utf8mb4_bin";

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "root");
        properties.setProperty("password", rootPassword);
        properties.setProperty("connectTimeout", "1000");
        properties.setProperty("socketTimeout", "30000");
        properties.setProperty("sslMode", "DISABLED");
        return DriverManager.getConnection(jdbcUrl + "/", properties);
    }

    void createSchema(String schema, String user, String password) throws SQLException {
        requireIdentifier(schema);
        requireIdentifier(user);
        try (Connection connection = connect()) {
            run(
                    connection,
                    "CREATE DATABASE IF NOT EXISTS `" + schema + "` CHARACTER SET utf8mb4 COLLATE " + COLLATION);
            setPassword(connection, "CREATE USER IF NOT EXISTS '" + user + "'@'127.0.0.1' IDENTIFIED BY ?", password);
            setPassword(connection, "ALTER USER '" + user + "'@'127.0.0.1' IDENTIFIED BY ?", password);
            // An underscore in a granted name is a wildcard unless it is escaped.
            run(
                    connection,
                    "GRANT ALL PRIVILEGES ON `" + schema.replace("_", "\\_") + "`.* TO '" + user + "'@'127.0.0.1'");
        }
    }

    void dropSchema(String schema, String user) throws SQLException {
        requireIdentifier(schema);
        requireIdentifier(user);
        try (Connection connection = connect()) {
            drop(connection, schema, user);
        }
    }

    void dropSchemasStartingWith(String prefix) throws SQLException {
        requireIdentifier(prefix);
        try (Connection connection = connect()) {
            for (String name : names(connection, "SELECT schema_name FROM information_schema.schemata", prefix)) {
                drop(connection, name, name);
            }
            for (String name : names(connection, "SELECT DISTINCT user FROM mysql.user", prefix)) {
                drop(connection, name, name);
            }
        }
    }

    /** Run by the server itself before it lets anyone in, so that root has never been without this password on TCP. */
    static String rootScript(String rootPassword) {
        String hash = nativeHash(rootPassword);
        StringBuilder script = new StringBuilder();
        for (String host : List.of("127.0.0.1", "localhost")) {
            String root = "'root'@'" + host + "'";
            script.append("CREATE USER IF NOT EXISTS ").append(root).append(";\n");
            script.append("ALTER USER ").append(root).append(" IDENTIFIED BY PASSWORD '");
            script.append(hash).append("';\n");
            script.append("GRANT ALL PRIVILEGES ON *.* TO ").append(root).append(" WITH GRANT OPTION;\n");
        }
        script.append("DROP USER IF EXISTS 'root'@'::1';\n");
        script.append("DROP USER IF EXISTS ''@'localhost';\n");
        return script.toString();
    }

    /** The form in which MySQL and MariaDB keep a password of the native method: SHA-1 of the SHA-1. */
    private static String nativeHash(String password) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] once = sha1.digest(password.getBytes(StandardCharsets.UTF_8));
            return "*" + HexFormat.of().withUpperCase().formatHex(sha1.digest(once));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }

    private static void drop(Connection connection, String schema, String user) throws SQLException {
        run(connection, "DROP DATABASE IF EXISTS `" + schema + "`");
        run(connection, "DROP USER IF EXISTS '" + user + "'@'127.0.0.1'");
    }

    private static List<String> names(Connection connection, String sql, String prefix) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String name = rows.getString(1);
                if (name.startsWith(prefix)) {
                    names.add(requireIdentifier(name));
                }
            }
        }
        return names;
    }

    private static void setPassword(Connection connection, String sql, String password) throws SQLException {
        // The driver puts the escaped value into the text by itself; the server takes no parameters here.
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, password);
            statement.execute();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String requireIdentifier(String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a name of a schema or user: " + name);
        }
        return name;
    }
}
