package io.jiaxiao.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.testkit.servers.TestSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CrashingDataSourceIT {

    private static TestSchema schema;

    private CrashingDataSource source;

    @BeforeAll
    static void open() throws SQLException {
        schema = TestSchema.create("crashing");
        try (Connection connection = schema.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE step (name VARCHAR(20) PRIMARY KEY)");
        }
    }

    @AfterAll
    static void close() {
        schema.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        try (Connection connection = schema.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM step");
        }
        source = new CrashingDataSource(schema.dataSource());
    }

    @Test
    void unharmed_itDoesWhatTheRealOneDoes_andTellsTheCalls() throws SQLException {
        twoSteps();
        assertThat(stored()).containsExactly("one", "two");
        assertThat(source.trace())
                .containsExactly(
                        "execute INSERT INTO step VALUES ('one')", "execute INSERT INTO step VALUES (?)", "commit");
    }

    @Test
    void deadBeforeTheCommit_nothingIsStored() throws SQLException {
        for (int call = 1; call <= 3; call++) {
            crash(JdbcFault.crashBefore(call));
            assertThat(stored()).as("call %d", call).isEmpty();
        }
        crash(JdbcFault.crashAfter(2));
        assertThat(stored()).isEmpty();
    }

    @Test
    void deadAfterTheCommit_everythingIsStored() throws SQLException {
        crash(JdbcFault.crashAfter(3));
        assertThat(stored()).containsExactly("one", "two");
    }

    @Test
    void aDeadProcess_talksToNobody_untilItIsRestarted() throws SQLException {
        Connection other = source.getConnection();
        Statement statement = other.createStatement();
        crash(JdbcFault.crashBefore(1));

        assertThatThrownBy(source::getConnection).isInstanceOf(SimulatedCrash.class);
        assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SimulatedCrash.class);
        assertThatThrownBy(other::commit).isInstanceOf(SimulatedCrash.class);
        other.close();

        source.restart();
        twoSteps();
        assertThat(stored()).containsExactly("one", "two");
    }

    @Test
    void aLostConnection_isAnSqlException_whoseCallerCannotKnowTheOutcome() throws SQLException {
        source.arm(JdbcFault.lostAfter(3));
        assertThatThrownBy(this::twoSteps)
                .isInstanceOfSatisfying(SQLException.class, lost -> assertThat(lost.getSQLState())
                        .startsWith("08"));
        assertThat(stored()).as("the commit had happened").containsExactly("one", "two");

        empty();
        source.arm(JdbcFault.lostBefore(3));
        assertThatThrownBy(this::twoSteps).isInstanceOf(SQLException.class);
        assertThat(stored()).isEmpty();

        source.disarm();
        twoSteps();
        assertThat(stored()).as("the process lives on, with new connections").containsExactly("one", "two");
    }

    @Test
    void withoutTransactions_aStatementThatRan_stays() throws SQLException {
        source.arm(JdbcFault.crashAfter(1));
        assertThatThrownBy(() -> {
                    try (Connection connection = source.getConnection();
                            Statement statement = connection.createStatement()) {
                        statement.executeUpdate("INSERT INTO step VALUES ('alone')");
                    }
                })
                .isInstanceOf(SimulatedCrash.class);
        assertThat(stored()).containsExactly("alone");
    }

    private void crash(JdbcFault fault) {
        source.restart();
        source.arm(fault);
        assertThatThrownBy(this::twoSteps).isInstanceOf(SimulatedCrash.class);
        assertThat(source.isArmed()).isFalse();
    }

    private void twoSteps() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("INSERT INTO step VALUES ('one')");
            }
            try (var prepared = connection.prepareStatement("INSERT INTO step VALUES (?)")) {
                prepared.setString(1, "two");
                prepared.executeUpdate();
            }
            connection.commit();
        }
    }

    /** What another process sees. */
    private static List<String> stored() throws SQLException {
        try (Connection connection = schema.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM step ORDER BY name")) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
