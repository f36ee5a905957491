package io.jiaxiao.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbServerIT {

    private static final String ROOT_PASSWORD = "root's \"own\" \\password";

    @TempDir
    private static Path home;

    private static EmbeddedServers servers;
    private static ServerUnderTest<MariaDbServer> mariaDb;

    @BeforeAll
    static void startWhereAFirstStartWasKilledHalfWay() throws IOException {
        Files.createDirectories(home.resolve("data/.mariadb.partial/mysql"));
        Files.writeString(home.resolve("data/.mariadb.partial/mysql/user.frm"), "half");
        servers = ServerUnderTest.servers(home);
        mariaDb = new ServerUnderTest<>(home, servers.mariaDb(ROOT_PASSWORD));
    }

    @AfterAll
    static void stop() {
        mariaDb.close();
    }

    @Test
    void committedRows_surviveAKill_withFourByteCharacters() throws SQLException {
        mariaDb.server.createSchema("kept", "jx_kept", "secret");
        Connection doomed = connect("kept", "jx_kept", "secret");
        Statement writes = doomed.createStatement();
        writes.execute("CREATE TABLE child (id BIGINT PRIMARY KEY, name VARCHAR(40), at DATETIME(3))");
        writes.execute("INSERT INTO child VALUES (1, '𠮷野😀', '2026-11-22 08:00:00.123')");
        doomed.setAutoCommit(false);
        writes.execute("INSERT INTO child VALUES (2, 'never committed', NULL)");
        mariaDb.killAndStartAgain();
        doomed.abort(Runnable::run);

        try (Connection connection = connect("kept", "jx_kept", "secret");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name, at, @@time_zone FROM child")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("𠮷野😀");
            assertThat(rows.getString(2)).isEqualTo("2026-11-22 08:00:00.123");
            assertThat(rows.getString(3)).isEqualTo("+00:00");
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void durabilityIsOn() throws SQLException {
        try (Connection root = root(ROOT_PASSWORD);
                Statement statement = root.createStatement();
                ResultSet settings = statement.executeQuery(
                        "SELECT @@innodb_flush_log_at_trx_commit, @@innodb_doublewrite, @@max_connections")) {
            settings.next();
            assertThat(settings.getInt(1)).isEqualTo(1);
            assertThat(settings.getString(2)).isEqualTo("ON");
            assertThat(settings.getInt(3)).isEqualTo(300);
        }
    }

    @Test
    void aUser_reachesItsOwnSchemaAndNoOther() throws SQLException {
        mariaDb.server.createSchema("own_one", "jx_own", "secret");
        mariaDb.server.createSchema("ownxone", "jx_other", "secret");

        connect("own_one", "jx_own", "secret").close();
        assertThatThrownBy(() -> connect("ownxone", "jx_own", "secret")).hasMessageContaining("Access denied");
        assertThatThrownBy(() -> connect("mysql", "jx_own", "secret")).hasMessageContaining("Access denied");
        assertThatThrownBy(() -> connect("own_one", "jx_own", "")).hasMessageContaining("Access denied");
    }

    @Test
    void aChangedPassword_isSetWhenTheSchemaIsMadeAgain() throws SQLException {
        mariaDb.server.createSchema("healed", "jx_healed", "old");
        mariaDb.server.createSchema("healed", "jx_healed", "it's \\new");

        connect("healed", "jx_healed", "it's \\new").close();
        assertThatThrownBy(() -> connect("healed", "jx_healed", "old")).hasMessageContaining("Access denied");
    }

    @Test
    void rootNeedsItsPassword_andAChangedOneCountsFromTheNextStart() throws SQLException {
        assertThatThrownBy(() -> root("")).hasMessageContaining("Access denied");
        assertThatThrownBy(() -> servers.mariaDb("")).isInstanceOf(IllegalArgumentException.class);

        mariaDb.process().kill();
        try (var changed = new ServerUnderTest<>(home, servers.mariaDb("changed"))) {
            assertThat(changed.server.healthy()).isTrue();
            assertThatThrownBy(() -> root(ROOT_PASSWORD)).hasMessageContaining("Access denied");
        }
        mariaDb = new ServerUnderTest<>(home, servers.mariaDb(ROOT_PASSWORD));
        root(ROOT_PASSWORD).close();
    }

    @Test
    void nobodyWithoutAName_getsIn() {
        assertThatThrownBy(() -> connect("", "", "")).hasMessageContaining("Access denied");
        assertThatThrownBy(() -> connect("", "nobody", "")).hasMessageContaining("Access denied");
    }

    @Test
    void schemasOfEarlierRuns_areDroppedByTheirPrefix() throws SQLException {
        mariaDb.server.createSchema("t_old_1", "t_old_1", "secret");
        mariaDb.server.createSchema("told", "told", "secret");

        mariaDb.server.dropSchemasStartingWith("t_");

        connect("told", "told", "secret").close();
        assertThatThrownBy(() -> connect("t_old_1", "t_old_1", "secret")).hasMessageContaining("Access denied");
    }

    @Test
    void aNameThatIsNone_isRefused() {
        assertThatThrownBy(() -> mariaDb.server.createSchema("a`; DROP DATABASE mysql; --", "u", "p"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itEndsWhenAsked_andListensOnLoopbackOnly() throws IOException {
        mariaDb.stopAndStartAgain();
        mariaDb.assertOnLoopbackOnly();
    }

    private static Connection root(String password) throws SQLException {
        return connect("", "root", password);
    }

    private static Connection connect(String schema, String user, String password) throws SQLException {
        return DriverManager.getConnection(mariaDb.server.jdbcUrl() + "/" + schema, user, password);
    }
}
