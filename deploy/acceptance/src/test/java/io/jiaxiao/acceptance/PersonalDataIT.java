package io.jiaxiao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.control.demo.Demo;
import io.jiaxiao.control.demo.DemoRoster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** After the demo, no file and no table holds a number or a name that could be read. */
@ExtendWith(Acceptance.class)
class PersonalDataIT {

    private static final Pattern MOBILE = Pattern.compile("(?<!\\d)1[3-9]\\d{9}(?!\\d)");

    private static final Set<String> MOBILES = new TreeSet<>();
    private static final Set<String> NAMES = new TreeSet<>();

    @BeforeAll
    static void theDemoHasRun() {
        new Demo(Acceptance.platform(), System.out).run();
        DemoRoster roster = DemoRoster.standard();
        MOBILES.addAll(roster.mobiles());
        NAMES.addAll(roster.names());
        NAMES.add(Demo.inventedNames());
        assertThat(MOBILES).hasSizeGreaterThan(1500);
        assertThat(NAMES).hasSizeGreaterThan(500);
    }

    @Test
    void noLogHoldsANumberOrAName() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> logs =
                Files.walk(Acceptance.platform().settings().home().resolve("logs"))) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                // the simulator is the outside world: phones and carriers know numbers
                if (!log.getFileName().toString().startsWith("partners")) {
                    search(log.getFileName().toString(), Files.readString(log, StandardCharsets.UTF_8), found);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noTableHoldsANumberOrAName() throws SQLException {
        List<String> found = new ArrayList<>();
        int columns = 0;
        for (String schema : List.of("roster", "message")) {
            try (Connection connection = connect(schema)) {
                for (Column column : textColumns(connection, schema)) {
                    columns++;
                    searchColumn(connection, column, found);
                }
            }
        }
        assertThat(columns).as("columns searched").isGreaterThan(50);
        assertThat(found).isEmpty();
    }

    private static void search(String where, String text, List<String> found) {
        Matcher number = MOBILE.matcher(text);
        while (number.find()) {
            if (MOBILES.contains(number.group()) || Demo.inventsNumber(number.group())) {
                found.add(where + ": a mobile number in " + around(text, number.start()));
            }
        }
        for (String name : NAMES) {
            int at = text.indexOf(name);
            if (at >= 0) {
                found.add(where + ": a name in " + around(text, at));
            }
        }
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60))
                .replaceAll("\\s+", " ");
    }

    private record Column(String table, String name) {}

    private static List<Column> textColumns(Connection connection, String schema) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (var query = connection.prepareStatement(
                "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = ?"
                        + " AND data_type IN ('char','varchar','text','mediumtext','longtext','blob','mediumblob',"
                        + "'longblob','json','varbinary','bigint')")) {
            query.setString(1, schema);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    columns.add(new Column(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return columns;
    }

    private static void searchColumn(Connection connection, Column column, List<String> found) throws SQLException {
        String sql = "SELECT CAST(`" + column.name() + "` AS CHAR CHARACTER SET utf8mb4) FROM `" + column.table()
                + "` WHERE `" + column.name() + "` IS NOT NULL";
        boolean mayHoldNames = !column.table().equals("org_unit");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String value = rows.getString(1);
                Matcher number = MOBILE.matcher(value);
                if (number.find() && (MOBILES.contains(number.group()) || Demo.inventsNumber(number.group()))) {
                    found.add(column + " holds a mobile number");
                    return;
                }
                if (mayHoldNames
                        && value.length() < 10_000
                        && (NAMES.contains(value) || value.contains(Demo.inventedNames()))) {
                    found.add(column + " holds a name");
                    return;
                }
            }
        }
    }

    private static Connection connect(String schema) throws SQLException {
        return DriverManager.getConnection(
                Acceptance.platform().address("JX_DB_URL") + "/" + schema + "?allowPublicKeyRetrieval=true",
                "jx_" + schema,
                Acceptance.platform().secret("jiaxiao.db.password." + schema));
    }
}
