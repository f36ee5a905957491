package io.jiaxiao.mall.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** What must hold between ledger, orders, stock, numbers and cards, read straight from the tables. */
final class Books {

    private final JdbcTemplate jdbc;

    Books(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void agree(List<Long> people) {
        String of = people.stream().map(String::valueOf).collect(Collectors.joining(","));
        none(
                "a hold without an order in flight, or an order in flight without its hold",
                """
                SELECT h.id, h.state, r.state AS order_state FROM points_hold h LEFT JOIN redemption r ON r.id = h.id
                WHERE h.person_id IN (%s) AND (h.state = 'OPEN') <> COALESCE(
                  r.state NOT IN ('FULFILLED', 'REFUNDED', 'RETURNED', 'REVERSED') AND NOT
                  (r.state IN ('SUPPLIED', 'REFUNDING') AND h.state <> 'OPEN'), FALSE)"""
                        .formatted(of));
        none(
                "an order without a hold",
                """
                SELECT r.id FROM redemption r LEFT JOIN points_hold h ON h.id = r.id
                WHERE r.person_id IN (%s) AND (h.id IS NULL OR h.points <> r.points)"""
                        .formatted(of));
        none(
                "an end the ledger does not share",
                """
                SELECT r.id, r.state, h.state AS hold_state FROM redemption r JOIN points_hold h ON h.id = r.id
                WHERE r.person_id IN (%s) AND (
                  r.state IN ('FULFILLED', 'RETURNED', 'REVERSED') AND h.state <> 'POSTED'
                  OR r.state = 'REFUNDED' AND h.state <> 'RELEASED'
                  OR r.state = 'SUPPLIED' AND h.state = 'RELEASED' OR r.state = 'REFUNDING' AND h.state = 'POSTED')"""
                        .formatted(of));
        none(
                "returned points the ledger did not return",
                """
                SELECT r.id, r.returned_points, h.reversed FROM redemption r JOIN points_hold h ON h.id = r.id
                WHERE r.person_id IN (%s) AND r.returned_points > h.reversed"""
                        .formatted(of));
        none(
                "a balance that is not the sum of its lots",
                """
                SELECT a.person_id, a.available, a.held, l.available AS lots_available, l.held AS lots_held
                FROM points_account a JOIN (SELECT person_id, SUM(available) AS available, SUM(held) AS held
                  FROM points_lot GROUP BY person_id) l ON l.person_id = a.person_id
                WHERE a.person_id IN (%s) AND (a.available <> l.available OR a.held <> l.held OR a.available < 0)"""
                        .formatted(of));
        none(
                "held points that are not the sum of the open holds",
                """
                SELECT a.person_id, a.held FROM points_account a WHERE a.person_id IN (%s) AND a.held <>
                (SELECT COALESCE(SUM(points), 0) FROM points_hold h WHERE h.person_id = a.person_id AND h.state = 'OPEN')"""
                        .formatted(of));
        none(
                "stock that is not the quota less what is taken",
                """
                SELECT s.sku_id, s.quota, s.available FROM sku_stock s
                WHERE s.sku_id IN (SELECT sku_id FROM redemption WHERE person_id IN (%s))
                AND s.quota - s.available <> (SELECT COALESCE(SUM(quantity), 0) FROM redemption r
                  WHERE r.sku_id = s.sku_id AND r.state <> 'REFUNDED')"""
                        .formatted(of));
        none(
                "two living numbers of one order",
                """
                SELECT redemption_id FROM supply_order WHERE state <> 'REFUSED'
                GROUP BY redemption_id HAVING COUNT(*) > 1""");
        none(
                "a refunded order with a living number",
                """
                SELECT r.id FROM redemption r JOIN supply_order s ON s.redemption_id = r.id
                WHERE r.person_id IN (%s) AND r.state = 'REFUNDED' AND s.state <> 'REFUSED'"""
                        .formatted(of));
    }

    /** Nobody has anything left to do. */
    void settled(List<Long> people) {
        agree(people);
        String of = people.stream().map(String::valueOf).collect(Collectors.joining(","));
        none(
                "an order without an end",
                """
                SELECT id, state, reason, attention FROM redemption WHERE person_id IN (%s)
                AND state NOT IN ('FULFILLED', 'REFUNDED', 'RETURNED', 'REVERSED')"""
                        .formatted(of));
        none(
                "an open return",
                """
                SELECT t.id, t.state FROM redemption_return t JOIN redemption r ON r.id = t.redemption_id
                WHERE r.person_id IN (%s) AND t.state IN ('REQUESTED', 'AT_CHANNEL', 'BOOKING')"""
                        .formatted(of));
        none(
                "returned points that are not the ledger's",
                """
                SELECT r.id, r.returned_points, h.reversed FROM redemption r JOIN points_hold h ON h.id = r.id
                WHERE r.person_id IN (%s) AND r.returned_points <> h.reversed"""
                        .formatted(of));
    }

    private void none(String what, String sql) {
        List<Map<String, Object>> found = jdbc.queryForList(sql);
        assertThat(found).as(what).isEmpty();
    }
}
