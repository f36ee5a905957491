package io.jiaxiao.acceptance;

import io.jiaxiao.acceptance.Parents.Guardian;
import io.jiaxiao.control.Platform;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Purchases, payments, subscriptions and entitlements of some people, straight from the tables, and both partners' books beside them. */
final class OrderBooks {

    private static final Set<String> RUNS = Set.of("SUPPLIED", "RESERVED");

    private final Tables orders;
    private final Tables roster;
    private final String people;

    OrderBooks(Platform platform, List<Guardian> people) {
        this.orders = new Tables(platform, "orders");
        this.roster = new Tables(platform, "roster");
        this.people = people.stream().map(each -> Long.toString(each.id())).collect(Collectors.joining(","));
    }

    private List<String> ours(String sql) throws SQLException {
        return orders.rows(sql.replace("OURS", "person_id IN (" + people + ")"));
    }

    /** Waiting for money nobody pays any more, by number and person. */
    Map<String, Long> waiting() throws SQLException {
        Map<String, Long> waiting = new HashMap<>();
        orders.rows(
                "SELECT id, person_id FROM purchase WHERE state = 'AWAITING_PAYMENT' AND person_id IN (" + people + ")",
                row -> waiting.put(row.getString(1), row.getLong(2)));
        return waiting;
    }

    /** What is still under way, in words; empty when all has settled. */
    List<String> unsettled() throws SQLException {
        List<String> found = ours("SELECT CONCAT('purchase ', id, ' is ', state) FROM purchase"
                + " WHERE state NOT IN ('PAID', 'REFUNDED', 'CLOSED') AND OURS");
        found.addAll(ours("SELECT CONCAT('payment ', id, ' waits') FROM payment WHERE state = 'WAITING' AND OURS"));
        found.addAll(ours("SELECT CONCAT('refund ', r.id, ' is ', r.state) FROM payment_refund r"
                + " JOIN payment ON payment.id = r.payment_id WHERE r.state <> 'DONE' AND OURS"));
        found.addAll(ours("SELECT CONCAT('carrier order ', id, ' is ', state) FROM carrier_order"
                + " WHERE state IN ('CODE_SENT', 'CONFIRMING', 'ACCEPTED', 'LEAVING') AND OURS"));
        found.addAll(orders.rows("SELECT CONCAT('event ', seq, ' ', tag, ' has not left') FROM outbox"));
        return found;
    }

    /** What must never be, whoever died. */
    List<String> wrong() throws SQLException {
        List<String> wrong =
                ours("SELECT CONCAT('purchase ', p.id, ' is ', p.state, ', its payment ', COALESCE(y.state, 'none'),"
                        + " ', kept ', COALESCE(y.amount_fen - y.refund_fen, 0)) FROM purchase p"
                        + " LEFT JOIN payment y ON y.id = CAST(p.payment_id AS UNSIGNED) WHERE p.method = 'ALIPAY' AND p.OURS"
                        + " AND IF(p.state = 'CLOSED', 0, p.price_fen - p.asked_fen)"
                        + " <> IF(COALESCE(y.state, '') = 'PAID', y.amount_fen - y.refund_fen, 0)");
        wrong.addAll(
                ours(
                        "SELECT CONCAT('payment ', id, ' is for no purchase') FROM payment WHERE OURS"
                                + " AND NOT EXISTS (SELECT 1 FROM purchase p WHERE p.id = CAST(order_id AS UNSIGNED) AND CAST(p.payment_id AS UNSIGNED) = payment.id)"));
        wrong.addAll(ours("SELECT CONCAT('purchase ', id, ' is ', state, ' and pays for ', (SELECT COUNT(*) FROM"
                + " subscription_term t WHERE t.purchase_id = purchase.id), ' terms') FROM purchase WHERE OURS"
                + " AND (SELECT COUNT(*) FROM subscription_term t WHERE t.purchase_id = purchase.id)"
                + " <> IF(state = 'CLOSED', 0, 1)"));
        wrong.addAll(
                ours("SELECT CONCAT('subscription ', s.id, ' ', s.product_code, ' is ', s.state, ', the entitlement ',"
                        + " COALESCE(e.state, 'none'), ' ', COALESCE(e.paid_through, '')) FROM subscription s LEFT JOIN entitlement e"
                        + " ON e.child_id = s.child_id AND e.product_code = s.product_code WHERE s.open_child IS NOT NULL AND s.OURS"
                        + " AND (COALESCE(e.state, '') <> 'OPEN' OR e.paid_through <> s.paid_through)"));
        wrong.addAll(ours("SELECT CONCAT('child ', e.child_id, ' has ', e.product_code, ' without a subscription')"
                + " FROM entitlement e WHERE e.state <> 'CLOSED' AND e.child_id IN (SELECT child_id FROM purchase WHERE OURS)"
                + " AND NOT EXISTS (SELECT 1 FROM subscription s WHERE s.open_child = e.child_id"
                + " AND s.product_code = e.product_code)"));
        wrong.addAll(ours("SELECT CONCAT('purchase ', id, ' is told ', (SELECT COUNT(*) FROM purchase_step s"
                + " WHERE s.purchase_id = purchase.id AND s.what IN ('PAID', 'ON_BILL')), ' times as paid') FROM purchase"
                + " WHERE OURS AND (SELECT COUNT(*) FROM purchase_step s WHERE s.purchase_id = purchase.id"
                + " AND s.what IN ('PAID', 'ON_BILL')) > 1"));
        return wrong;
    }

    /** Children of these people: each of them has brought one, and it is in one class. */
    List<String> wrongClasses() throws SQLException {
        List<String> wrong = roster.rows("SELECT CONCAT('person ', guardian_id, ' has ', COUNT(*), ' children')"
                + " FROM guardianship WHERE guardian_id IN (" + people + ") GROUP BY guardian_id HAVING COUNT(*) <> 1");
        wrong.addAll(
                roster.rows("SELECT CONCAT('child ', g.student_id, ' is in ', COUNT(DISTINCT e.class_id), ' classes, ',"
                        + " COUNT(e.id), ' times') FROM guardianship g LEFT JOIN enrolment e ON e.student_id = g.student_id"
                        + " AND e.to_date IS NULL WHERE g.guardian_id IN (" + people + ") GROUP BY g.student_id"
                        + " HAVING COUNT(e.id) <> 1"));
        return wrong;
    }

    /** Purchases made of one person's key; one, or something is wrong. */
    Map<String, List<String>> byKey() throws SQLException {
        Map<String, List<String>> made = new HashMap<>();
        orders.rows(
                "SELECT person_id, request_key, id FROM purchase WHERE person_id IN (" + people + ")",
                row -> made.computeIfAbsent(row.getString(1) + " " + row.getString(2), key -> new ArrayList<>())
                        .add(row.getString(3)));
        return made;
    }

    Map<String, Long> ends() throws SQLException {
        Map<String, Long> ends = new HashMap<>();
        orders.rows(
                "SELECT CONCAT(method, ' ', state), COUNT(*) FROM purchase WHERE person_id IN (" + people
                        + ") GROUP BY 1",
                row -> ends.put(row.getString(1), row.getLong(2)));
        return ends;
    }

    /** Where Alipay's books and ours differ, payment by payment: what is kept of each. */
    List<String> moneyDifferences() throws SQLException, IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        Map<String, Booked> theirs = Booked.of("alipay", differences);
        orders.rows(
                "SELECT id, state, IF(state = 'PAID', amount_fen - (SELECT COALESCE(SUM(r.amount_fen), 0) FROM payment_refund r"
                        + " WHERE r.payment_id = payment.id AND r.state = 'DONE'), 0) FROM payment",
                row -> {
                    Booked booked = theirs.remove(row.getString(1));
                    boolean paid = row.getString(2).equals("PAID");
                    boolean same = booked == null ? !paid : booked.standing().equals("SUPPLIED") == paid;
                    if (!same || row.getLong(3) != (booked == null ? 0 : booked.fen())) {
                        differences.add("payment " + row.getString(1) + ": ours " + row.getString(2) + " "
                                + row.getLong(3) + " fen, theirs " + booked);
                    }
                    return row.getString(1);
                });
        theirs.forEach((number, booked) -> differences.add(number + " is booked there only: " + booked));
        return differences;
    }

    /** All that is kept, by our books. */
    long keptFen() throws SQLException {
        return orders.rows(
                        "SELECT COALESCE(SUM(price_fen - back_fen), 0) FROM purchase WHERE method = 'ALIPAY'"
                                + " AND state IN ('PAID', 'REFUNDING', 'REFUNDED')",
                        row -> row.getLong(1))
                .getFirst();
    }

    /** All that is kept, by Alipay's. */
    static long theirKeptFen() throws IOException, InterruptedException {
        return Booked.of("alipay", new ArrayList<>()).values().stream()
                .mapToLong(Booked::fen)
                .sum();
    }

    /** Where the carrier bills what we do not run, or the other way round. */
    List<String> billDifferences() throws SQLException, IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        Map<String, Booked> theirs = Booked.of("carrier", differences);
        orders.rows("SELECT confirm_req_no, state, id FROM carrier_order", row -> {
            Booked booked = theirs.remove(row.getString(1));
            boolean here = Set.of("ACTIVE", "PAUSED", "ENDED").contains(row.getString(2));
            if (here != (booked != null && RUNS.contains(booked.standing()))) {
                differences.add(
                        "carrier order " + row.getString(3) + ": ours " + row.getString(2) + ", theirs " + booked);
            }
            return row.getString(1);
        });
        theirs.forEach((number, booked) -> differences.add(number + " is booked there only: " + booked));
        return differences;
    }
}
