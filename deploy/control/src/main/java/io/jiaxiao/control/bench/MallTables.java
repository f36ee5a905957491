package io.jiaxiao.control.bench;

import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.Platform;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What no API tells in one answer: read from the tables of the measured mall, which is the bench's own. */
final class MallTables {

    private static final String OPEN = "state NOT IN ('FULFILLED', 'REFUNDED', 'RETURNED', 'REVERSED')";

    private final String url;
    private final Properties user = new Properties();

    MallTables(Platform platform) {
        url = platform.address("JX_DB_URL") + "/mall?allowPublicKeyRetrieval=true";
        user.setProperty("user", "jx_mall");
        user.setProperty("password", platform.secret("jiaxiao.db.password.mall"));
    }

    /** Address ids by person, from this person on. */
    Map<Long, String> addresses(long firstPerson) {
        Map<Long, String> found = new HashMap<>();
        read(
                "SELECT person_id, id FROM address WHERE person_id >= " + firstPerson,
                row -> found.put(row.getLong(1), row.getString(2)));
        return found;
    }

    /** How many orders without an end there are, by channel and state. */
    Map<String, Long> open() {
        Map<String, Long> found = new TreeMap<>();
        read(
                "SELECT CONCAT(channel, ' ', state), COUNT(*) FROM redemption WHERE " + OPEN
                        + " GROUP BY channel, state",
                row -> found.put(row.getString(1), row.getLong(2)));
        return found;
    }

    /** What the rows and the last steps of a few of them say, for who has to find out why they have none. */
    List<String> openInDetail() {
        List<String> found = new ArrayList<>();
        read(
                "SELECT CONCAT_WS(' ', r.id, r.channel, r.state, r.attention, 'tries', r.tries, 'looks', r.looks, 'version', r.version,"
                        + " 'due', r.due_at, 'now', NOW(3), (SELECT GROUP_CONCAT(CONCAT_WS(' ', s.at, s.what, s.code) ORDER BY s.id"
                        + " SEPARATOR ', ') FROM redemption_step s WHERE s.redemption_id = r.id)) FROM redemption r"
                        + " WHERE " + OPEN + " LIMIT 3",
                row -> found.add(row.getString(1)));
        return found;
    }

    /** Orders risk wants a person to look at. */
    List<String> inReview() {
        List<String> found = new ArrayList<>();
        read("SELECT id FROM redemption WHERE state = 'REVIEW'", row -> found.add(row.getString(1)));
        return found;
    }

    /** How many orders ended how. */
    Map<String, Long> states() {
        Map<String, Long> found = new TreeMap<>();
        read(
                "SELECT state, COUNT(*) FROM redemption GROUP BY state",
                row -> found.put(row.getString(1), row.getLong(2)));
        return found;
    }

    Map<String, Long> verdicts() {
        Map<String, Long> found = new TreeMap<>();
        read(
                "SELECT verdict, COUNT(*) FROM redemption GROUP BY verdict",
                row -> found.put(row.getString(1), row.getLong(2)));
        return found;
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void read(String sql, Row each) {
        try (Connection connection = DriverManager.getConnection(url, user);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                each.read(rows);
            }
        } catch (SQLException e) {
            throw new CannotContinue("The mall's tables cannot be read: " + e.getMessage());
        }
    }
}
