package io.jiaxiao.acceptance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.jiaxiao.control.Platform;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Orders, holds, cards and supply numbers of some people, straight from the tables, and the suppliers' books beside them. */
final class MallBooks {

    private static final String ENDS = "('FULFILLED', 'REFUNDED', 'RETURNED', 'REVERSED')";

    private final Platform platform;
    private final String people;

    MallBooks(Platform platform, List<Long> people) {
        this.platform = platform;
        this.people = people.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** What is still under way, in words; empty when all has settled. */
    List<String> unsettled() throws SQLException {
        List<String> found = rows("SELECT CONCAT(channel, ' ', id, ' is ', state, ' ', reason) FROM redemption"
                + " WHERE state NOT IN " + ENDS + " AND person_id IN (" + people + ")");
        found.addAll(rows("SELECT CONCAT('event ', seq, ' ', tag, ' has not left') FROM outbox"));
        return found;
    }

    /** Orders a person has to look at first, because risk was unwell for a moment. */
    List<String> inReview() throws SQLException {
        return rows("SELECT id FROM redemption WHERE state = 'REVIEW' AND person_id IN (" + people + ")");
    }

    List<String> wrongBooks() throws SQLException {
        List<String> wrong = new ArrayList<>();
        wrong.addAll(rows("SELECT CONCAT('hold ', h.id, ' is open without an order in flight') FROM points_hold h"
                + " LEFT JOIN redemption r ON r.id = h.id WHERE h.state = 'OPEN' AND h.person_id IN (" + people
                + ") AND (r.id IS NULL OR r.state IN " + ENDS + ")"));
        wrong.addAll(rows("SELECT CONCAT('order ', r.id, ' is ', r.state, ', its hold ', COALESCE(h.state, 'missing'))"
                + " FROM redemption r LEFT JOIN points_hold h ON h.id = r.id WHERE r.person_id IN (" + people
                + ") AND COALESCE(h.state, '') <> CASE WHEN r.state = 'REFUNDED' THEN 'RELEASED' ELSE 'POSTED' END"));
        wrong.addAll(rows("SELECT CONCAT('card order ', r.id, ' has no card') FROM redemption r"
                + " LEFT JOIN redemption_card c ON c.redemption_id = r.id WHERE r.kind = 'CARD'"
                + " AND r.state = 'FULFILLED' AND c.redemption_id IS NULL AND r.person_id IN (" + people + ")"));
        wrong.addAll(rows("SELECT CONCAT('a card of ', channel, ' has ', COUNT(*), ' owners') FROM redemption_card"
                + " GROUP BY channel, number_index HAVING COUNT(*) > 1"));
        wrong.addAll(rows("SELECT CONCAT('order ', redemption_id, ' has two living numbers') FROM supply_order"
                + " WHERE state <> 'REFUSED' GROUP BY redemption_id HAVING COUNT(*) > 1"));
        return wrong;
    }

    /** Orders made of one person's key; one, or something is wrong. */
    Map<String, List<String>> ordersByKey() throws SQLException {
        Map<String, List<String>> orders = new HashMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT person_id, request_key, id FROM redemption WHERE person_id IN (" + people + ")")) {
            while (row.next()) {
                orders.computeIfAbsent(row.getString(1) + " " + row.getString(2), key -> new ArrayList<>())
                        .add(row.getString(3));
            }
        }
        return orders;
    }

    Map<String, Long> ends() throws SQLException {
        Map<String, Long> ends = new HashMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CONCAT(channel, ' ', state), COUNT(*) FROM redemption"
                        + " WHERE person_id IN (" + people + ") GROUP BY 1")) {
            while (row.next()) {
                ends.put(row.getString(1), row.getLong(2));
            }
        }
        return ends;
    }

    private record Booked(String partnerNumber, String standing, long fen) {}

    /** Where a supplier's books and ours differ, order number by order number. */
    List<String> differences(String channel) throws SQLException, IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        Map<String, Booked> theirs = new HashMap<>();
        for (JsonElement each : Acceptance.partners()
                .get("/books/" + channel, null)
                .expect(200)
                .json()
                .getAsJsonArray("orders")) {
            JsonObject order = each.getAsJsonObject();
            String number = order.get("number").getAsString();
            var booked = new Booked(
                    order.get("partnerNumber").getAsString(),
                    order.get("standing").getAsString(),
                    order.get("fen").getAsLong());
            if (theirs.put(number, booked) != null) {
                differences.add(number + " is booked twice");
            }
        }
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT s.number, s.state, s.partner_number, s.charged_fen,"
                        + " r.state FROM supply_order s JOIN redemption r ON r.id = s.redemption_id"
                        + " WHERE s.channel = '" + channel + "'")) {
            while (row.next()) {
                Booked booked = theirs.remove(row.getString(1));
                if (!agree(row.getString(2), row.getString(3), row.getLong(4), row.getString(5), booked)) {
                    differences.add(row.getString(1) + ": ours " + row.getString(2) + " " + row.getString(3) + " "
                            + row.getLong(4) + " fen, the order " + row.getString(5) + "; theirs " + booked);
                }
            }
        }
        theirs.forEach((number, booked) -> differences.add(number + " is booked there only: " + booked));
        return differences;
    }

    private static boolean agree(String state, String partnerNumber, long chargedFen, String order, Booked booked) {
        if (state.equals("REFUSED") || order.equals("REVERSED")) {
            // What is only reserved ends by itself, and costs nothing.
            return booked == null
                    || booked.standing().equals("NOT_SUPPLIED")
                    || booked.standing().equals("RESERVED");
        }
        return booked != null
                && state.equals("FULFILLED")
                && booked.standing().equals("SUPPLIED")
                && booked.partnerNumber().equals(partnerNumber)
                && booked.fen() == chargedFen;
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                platform.address("JX_DB_URL") + "/mall?allowPublicKeyRetrieval=true",
                "jx_mall",
                platform.secret("jiaxiao.db.password.mall"));
    }
}
