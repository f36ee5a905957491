package io.jiaxiao.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * MariaDB as MySQL's stand-in on one machine, durable: a commit that was answered survives a killed process and a lost
 * power supply.
 *
 * <p>Everything it keeps is UTC and utf8mb4; its SQL mode is MySQL 8's, so what runs here runs there.
 */
public final class MariaDbServer implements EmbeddedServer {

    static final int DEFAULT_BUFFER_POOL_MIB = 256;

    private static final String SQL_MODE = "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
            + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

    private final ServerHome home;
    private final int port;
    private final String rootPassword;
    private final int bufferPoolMib;
    private final MariaDbPrograms programs;

    MariaDbServer(ServerHome home, int port, String rootPassword, int bufferPoolMib) {
        if (rootPassword.isEmpty()) {
            throw new IllegalArgumentException("MariaDB's root needs a password");
        }
        this.home = home;
        this.port = port;
        this.rootPassword = rootPassword;
        this.bufferPoolMib = bufferPoolMib;
        this.programs = new MariaDbPrograms(home);
    }

    public MariaDbServer withBufferPool(int mebibytes) {
        return new MariaDbServer(home, port, rootPassword, mebibytes);
    }

    @Override
    public String name() {
        return "mariadb";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public void prepare() {
        programs.unpack();
        PreparedFolder.prepare(workDir(), programs::initialise);
        try {
            Files.createDirectories(temporary());
            OwnerOnly.write(rootScript(), MariaDbAdmin.rootScript(rootPassword));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not prepare MariaDB: " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                programs.server().toString(),
                "--no-defaults",
                "--basedir=" + programs.folder(),
                "--datadir=" + workDir(),
                "--tmpdir=" + temporary(),
                "--init-file=" + rootScript(),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                // Relative to the data folder, because an absolute path easily passes the 107 bytes a socket may have.
                "--socket=mariadb.sock",
                "--pid-file=mariadb.pid",
                "--skip-name-resolve",
                "--skip-ssl",
                "--character-set-server=utf8mb4",
                "--collation-server=" + MariaDbAdmin.COLLATION,
                "--default-time-zone=+00:00",
                "--sql-mode=" + SQL_MODE,
                "--max-connections=300",
                "--max-allowed-packet=64M",
                "--innodb-buffer-pool-size=" + bufferPoolMib + "M",
                // An order takes 23 KB of it, and pages are written in a hurry each time it has gone round.
                "--innodb-log-file-size=256M",
                "--innodb-flush-log-at-trx-commit=1",
                "--key-buffer-size=4M",
                "--aria-pagecache-buffer-size=8M"));
        if (programs.runAsRoot()) {
            command.add("--user=root");
        }
        return List.copyOf(command);
    }

    @Override
    public Map<String, String> environment() {
        return programs.environment();
    }

    @Override
    public Path workDir() {
        return home.data(name());
    }

    @Override
    public Path logFile() {
        return home.log(name());
    }

    @Override
    public boolean healthy() {
        try (Connection connection = admin().connect()) {
            return connection.isValid(2);
        } catch (SQLException notYet) {
            return false;
        }
    }

    @Override
    public Duration startLimit() {
        return Duration.ofSeconds(60);
    }

    /** What services are given: {@code jdbc:mysql://127.0.0.1:PORT}, without a schema. */
    public String jdbcUrl() {
        return "jdbc:mysql://127.0.0.1:" + port;
    }

    /**
     * Makes sure that the schema is there and that this user, with this password, may do anything in it and nothing
     * elsewhere. A password that was changed is set again.
     *
     * @param schema and {@code user}: small letters, digits and underscores
     * @throws SQLException if the server does not answer or refuses
     */
    public void createSchema(String schema, String user, String password) throws SQLException {
        admin().createSchema(schema, user, password);
    }

    /** Removes the schema and the user; does nothing about what is not there. */
    public void dropSchema(String schema, String user) throws SQLException {
        admin().dropSchema(schema, user);
    }

    /** Removes every schema whose name starts so, with the users of the same names: what earlier test runs left behind. */
    public void dropSchemasStartingWith(String prefix) throws SQLException {
        admin().dropSchemasStartingWith(prefix);
    }

    private MariaDbAdmin admin() {
        return new MariaDbAdmin(jdbcUrl(), rootPassword);
    }

    private Path temporary() {
        return workDir().resolveSibling("mariadb-tmp");
    }

    private Path rootScript() {
        return workDir().resolveSibling("mariadb-root.sql");
    }
}
