package io.jiaxiao.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.embedded.EmbeddedServers;
import io.jiaxiao.embedded.LocalProcess;
import io.jiaxiao.embedded.MariaDbServer;
import io.jiaxiao.embedded.Ports;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database somebody else runs, played by one that knows nothing of the platform. */
class RealDatabaseIT {

    private static final String ROOT_PASSWORD = "somebody else's";

    @TempDir
    static Path home;

    private static MariaDbServer database;
    private static LocalProcess process;

    @BeforeAll
    static void startDatabase() {
        database = EmbeddedServers.at(home, Ports.free())
                .programsIn(Path.of(System.getProperty("jiaxiao.home", home.toString()), "bin"))
                .mariaDb(ROOT_PASSWORD);
        process = database.start(home.resolve("run"));
        database.awaitHealthy(process);
    }

    @AfterAll
    static void stopDatabase() {
        process.stop(Duration.ofSeconds(20));
    }

    @Test
    void withAnAdmin_schemaAndUserAreMade_andAChangedPasswordIsSetAgain() throws SQLException {
        RealDatabase real = new RealDatabase(database.jdbcUrl(), Optional.of("root"), ROOT_PASSWORD);

        real.ensureSchema("made", "jx_made", "it's \"one\"");
        real.ensureSchema("made", "jx_made", "two");

        try (Connection connection = DriverManager.getConnection(database.jdbcUrl() + "/made", "jx_made", "two");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE name (text VARCHAR(10))");
            statement.execute("INSERT INTO name VALUES ('张𠮷')");
            try (var rows = statement.executeQuery("SELECT text FROM name")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("张𠮷");
            }
            assertThatThrownBy(() -> statement.execute("CREATE DATABASE other")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void withoutAnAdmin_itHasToBeThere_andIfNotThePlainLineSaysWhatToDo() throws SQLException {
        RealDatabase real = RealDatabase.of(Settings.beside(home, home, 0), database.jdbcUrl());

        assertThatThrownBy(() -> real.ensureSchema("missing", "jx_missing", "p"))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("jx_missing cannot use schema missing")
                .hasMessageContaining("secrets/jiaxiao.db.password.missing")
                .hasMessageContaining("JX_DB_ADMIN_USER");

        database.createSchema("missing", "jx_missing", "p");
        real.ensureSchema("missing", "jx_missing", "p");
    }

    @Test
    void anAdminWithTheWrongPassword_isSaidPlainly() {
        Settings settings =
                new Settings(home, home, home, 0, Map.of("JX_DB_ADMIN_USER", "root", "JX_DB_ADMIN_PASSWORD", "wrong"));

        assertThatThrownBy(() -> RealDatabase.of(settings, database.jdbcUrl()).ensureSchema("never", "jx_never", "p"))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("root cannot set up schema never");
    }
}
