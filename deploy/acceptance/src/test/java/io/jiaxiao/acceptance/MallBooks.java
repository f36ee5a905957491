package io.jiaxiao.acceptance;

import io.jiaxiao.control.Platform;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Orders, holds, cards and supply numbers of some people, straight from the tables, and the suppliers' books beside them. */
final class MallBooks {

    private static final String ENDS = "('FULFILLED', 'REFUNDED', 'RETURNED', 'REVERSED')";

    private final Tables tables;
    private final String people;

    MallBooks(Platform platform, List<Long> people) {
        this.tables = new Tables(platform, "mall");
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
        tables.rows(
                "SELECT person_id, request_key, id FROM redemption WHERE person_id IN (" + people + ")",
                row -> orders.computeIfAbsent(row.getString(1) + " " + row.getString(2), key -> new ArrayList<>())
                        .add(row.getString(3)));
        return orders;
    }

    Map<String, Long> ends() throws SQLException {
        Map<String, Long> ends = new HashMap<>();
        tables.rows(
                "SELECT CONCAT(channel, ' ', state), COUNT(*) FROM redemption WHERE person_id IN (" + people
                        + ") GROUP BY 1",
                row -> ends.put(row.getString(1), row.getLong(2)));
        return ends;
    }

    /** Where a supplier's books and ours differ, order number by order number. */
    List<String> differences(String channel) throws SQLException, IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        Map<String, Booked> theirs = Booked.of(channel, differences);
        differences.addAll(tables
                .rows(
                        "SELECT s.number, s.state, s.partner_number, s.charged_fen, r.state FROM supply_order s"
                                + " JOIN redemption r ON r.id = s.redemption_id WHERE s.channel = '" + channel + "'",
                        row -> difference(row, theirs.remove(row.getString(1))))
                .stream()
                .flatMap(Optional::stream)
                .toList());
        theirs.forEach((number, booked) -> differences.add(number + " is booked there only: " + booked));
        return differences;
    }

    private static Optional<String> difference(ResultSet row, Booked booked) throws SQLException {
        String what = "ours " + row.getString(2) + " " + row.getString(3) + " " + row.getLong(4) + " fen, the order "
                + row.getString(5);
        return agree(row.getString(2), row.getString(3), row.getLong(4), row.getString(5), booked)
                ? Optional.empty()
                : Optional.of(row.getString(1) + ": " + what + "; theirs " + booked);
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
        return tables.rows(sql);
    }
}
