package io.jiaxiao.control.bench;

import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.bench.BenchSchools.SchoolClass;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The children of the renewal bench and their subscriptions: put in before, and found in order afterwards. */
final class RenewalBooks implements AutoCloseable {

    static final int SCHOOLS = 40;
    /** Whose subscription is to be renewed, of each class. */
    static final int RENEWED_OF_CLASS = 50;
    /** Beside them one who has paid longer, and one without a subscription. */
    static final int SKIPPED_OF_CLASS = 2;

    private static final int GRADES = 5;
    private static final int CLASSES_OF_GRADE = 10;
    private static final int OF_CLASS = RENEWED_OF_CLASS + SKIPPED_OF_CLASS;
    private static final int CLASSES = SCHOOLS * GRADES * CLASSES_OF_GRADE;
    static final int RENEWED = CLASSES * RENEWED_OF_CLASS;
    static final int SKIPPED = CLASSES * SKIPPED_OF_CLASS;
    /** Subscriptions end on any of so many days. */
    static final int DAYS = 28;

    static final String PLAN = "AIXUE_MOBILE_M1";
    private static final String PRODUCT = "AIXUE_MOBILE";
    private static final long FIRST_CHILD = 7_300_000_000_000_000L;
    private static final long FIRST_SUBSCRIPTION = 7_400_000_000_000_000L;
    private static final long FIRST_PURCHASE = 7_500_000_000_000_000L;
    private static final long FIRST_PERSON = 7_600_000_000_000_000L;
    private static final Duration DRAINED_WITHIN = Duration.ofMinutes(5);

    private final BenchTables orders;
    final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    RenewalBooks(Platform platform) throws SQLException {
        orders = new BenchTables(platform, "orders");
    }

    /** @return the schools */
    List<Long> putIn(Platform platform) throws SQLException {
        BenchSchools schools;
        try (var roster = new BenchTables(platform, "roster")) {
            schools = BenchSchools.insert(roster, SCHOOLS, GRADES, CLASSES_OF_GRADE);
            roster.insert(
                    "INSERT INTO student (id, school_id, name, name_index, created_at, updated_at)"
                            + " VALUES (?, ?, 'bench', 'bench', NOW(3), NOW(3))",
                    CLASSES * OF_CLASS,
                    (statement, i) -> {
                        statement.setLong(1, FIRST_CHILD + i);
                        statement.setLong(2, classOf(schools, i).schoolId());
                    });
            roster.insert(
                    "INSERT INTO enrolment (id, student_id, class_id, from_date, reason)"
                            + " VALUES (?, ?, ?, '2026-09-01', 'IMPORT')",
                    CLASSES * OF_CLASS,
                    (statement, i) -> {
                        statement.setLong(1, FIRST_CHILD + i);
                        statement.setLong(2, FIRST_CHILD + i);
                        statement.setLong(3, classOf(schools, i).id());
                    });
            roster.analyze("student", "enrolment");
        }
        List<Integer> subscribed = new ArrayList<>();
        for (int i = 0; i < CLASSES * OF_CLASS; i++) {
            if (i % OF_CLASS < OF_CLASS - 1) {
                subscribed.add(i);
            }
        }
        subscribe(schools, subscribed);
        return schools.schoolIds();
    }

    private static SchoolClass classOf(BenchSchools schools, int child) {
        return schools.classes().get(child / OF_CLASS);
    }

    private LocalDate through(int child) {
        boolean longer = child % OF_CLASS == RENEWED_OF_CLASS;
        return longer ? today.plusYears(1) : today.plusDays(1 + child % DAYS);
    }

    private void subscribe(BenchSchools schools, List<Integer> children) throws SQLException {
        insert(
                "INSERT INTO purchase (id, person_id, request_key, request_hash, child_id, class_id, school_id, product_code,"
                        + " plan_code, title, method, price_fen, quote_id, tariff_version, quoted_at, verdict, review_due,"
                        + " created_at, pay_until, state, state_at, payment_id, paid_at, subscription_id)"
                        + " VALUES (?, ?, 'bench', '', ?, ?, ?, '" + PRODUCT + "', '" + PLAN
                        + "', 'bench', 'ALIPAY', 1500, 0, 1, NOW(3), 'PASSED', FALSE, NOW(3), NOW(3), 'PAID', NOW(3), '',"
                        + " NOW(3), ?)",
                children,
                (statement, child) -> {
                    statement.setLong(1, FIRST_PURCHASE + child);
                    statement.setLong(2, FIRST_PERSON + child);
                    statement.setString(3, childId(child));
                    statement.setLong(4, classOf(schools, child).id());
                    statement.setLong(5, classOf(schools, child).schoolId());
                    statement.setLong(6, FIRST_SUBSCRIPTION + child);
                });
        insert(
                "INSERT INTO subscription (id, child_id, product_code, person_id, school_id, state, state_at, paid_through,"
                        + " created_at) VALUES (?, ?, '" + PRODUCT + "', ?, ?, 'ACTIVE', NOW(3), ?, NOW(3))",
                children,
                (statement, child) -> {
                    statement.setLong(1, FIRST_SUBSCRIPTION + child);
                    statement.setString(2, childId(child));
                    statement.setLong(3, FIRST_PERSON + child);
                    statement.setLong(4, classOf(schools, child).schoolId());
                    statement.setObject(5, through(child));
                });
        insert(
                "INSERT INTO subscription_term (purchase_id, subscription_id, plan_code, paid_fen, bought_on, after_day,"
                        + " through_day, anchor_day, anchor_months) VALUES (?, ?, '" + PLAN
                        + "', 1500, ?, ?, ?, ?, 0)",
                children,
                (statement, child) -> {
                    LocalDate through = through(child);
                    statement.setLong(1, FIRST_PURCHASE + child);
                    statement.setLong(2, FIRST_SUBSCRIPTION + child);
                    statement.setObject(3, through.minusMonths(1));
                    statement.setObject(4, through.minusMonths(1));
                    statement.setObject(5, through);
                    statement.setObject(6, through);
                });
        for (int seq = 1; seq <= 2; seq++) {
            String kind = seq == 1 ? "CREATED" : "ACTIVATED";
            int number = seq;
            insert(
                    "INSERT INTO subscription_event (subscription_id, seq, at, kind, actor, purchase_id, paid_through,"
                            + " amount_fen) VALUES (?, ?, NOW(3), '" + kind + "', 'person:1', ?, ?, ?)",
                    children,
                    (statement, child) -> {
                        statement.setLong(1, FIRST_SUBSCRIPTION + child);
                        statement.setInt(2, number);
                        statement.setLong(3, FIRST_PURCHASE + child);
                        statement.setObject(4, through(child));
                        statement.setObject(5, number == 1 ? null : 1500, Types.BIGINT);
                    });
        }
        insert(
                "INSERT INTO entitlement (child_id, product_code, state, paid_through, version, changed_at)"
                        + " VALUES (?, '" + PRODUCT + "', 'OPEN', ?, 1, NOW(3))",
                children,
                (statement, child) -> {
                    statement.setString(1, childId(child));
                    statement.setObject(2, through(child));
                });
        orders.analyze("purchase", "subscription", "subscription_term", "subscription_event", "entitlement");
    }

    private interface Child {
        void set(PreparedStatement statement, int child) throws SQLException;
    }

    private void insert(String sql, List<Integer> children, Child each) throws SQLException {
        orders.insert(sql, children.size(), (statement, i) -> each.set(statement, children.get(i)));
    }

    private static String childId(int child) {
        return Long.toString(FIRST_CHILD + child);
    }

    /** The last day anybody is paid through by this renewal. */
    LocalDate lastDay(String renewal) throws SQLException {
        return LocalDate.parse(orders.text(
                "SELECT MAX(through_day) FROM renewal_row WHERE state = 'RENEWED' AND renewal_id = " + renewal));
    }

    /** Events are told after the fact; so long until all have been. */
    Duration awaitTold() throws SQLException, InterruptedException {
        Instant start = Instant.now();
        while (orders.number("SELECT COUNT(*) FROM outbox") > 0) {
            if (Instant.now().isAfter(start.plus(DRAINED_WITHIN))) {
                throw new CannotContinue(orders.number("SELECT COUNT(*) FROM outbox")
                        + " events still wait in the outbox after " + DRAINED_WITHIN);
            }
            Thread.sleep(500);
        }
        return Duration.between(start, Instant.now());
    }

    /** What is not as it must be after so many renewals of all children; empty when the books are equal. */
    List<String> wrong(int renewals) throws SQLException {
        List<String> wrong = new ArrayList<>();
        long renewed = (long) renewals * RENEWED;
        expect(wrong, "rows that say renewed", renewed, "SELECT COUNT(*) FROM renewal_row WHERE state = 'RENEWED'");
        expect(wrong, "orders", renewed, "SELECT COUNT(*) FROM purchase WHERE method = 'OUTSIDE' AND state = 'PAID'");
        expect(
                wrong,
                "fen of orders less fen of rows",
                0,
                "SELECT (SELECT SUM(price_fen) FROM purchase WHERE method = 'OUTSIDE')"
                        + " - (SELECT SUM(amount_fen) FROM renewal_row WHERE state = 'RENEWED')");
        expect(
                wrong,
                "rows without their order and its term",
                0,
                "SELECT COUNT(*) FROM renewal_row r LEFT JOIN purchase p ON p.id = r.purchase_id"
                        + " LEFT JOIN subscription_term t ON t.purchase_id = r.purchase_id WHERE r.state = 'RENEWED'"
                        + " AND (p.id IS NULL OR t.purchase_id IS NULL OR t.after_day <> r.after_day"
                        + " OR t.through_day <> r.through_day OR t.paid_fen <> r.amount_fen)");
        expect(wrong, "steps of orders", renewed, "SELECT COUNT(*) FROM purchase_step WHERE what = 'SETTLED_OUTSIDE'");
        expect(
                wrong,
                "subscriptions with another number of terms",
                0,
                "SELECT COUNT(*) FROM (SELECT subscription_id FROM subscription_term GROUP BY subscription_id"
                        + " HAVING COUNT(*) NOT IN (1, " + (1 + renewals) + ")) odd");
        expect(
                wrong,
                "subscriptions that end on another day than their last term",
                0,
                "SELECT COUNT(*) FROM subscription s WHERE paid_through <> (SELECT MAX(through_day)"
                        + " FROM subscription_term t WHERE t.subscription_id = s.id)");
        expect(
                wrong,
                "entitlements that differ from their subscription",
                0,
                "SELECT COUNT(*) FROM subscription s LEFT JOIN entitlement e ON e.child_id = s.child_id"
                        + " AND e.product_code = s.product_code WHERE e.child_id IS NULL OR e.state <> 'OPEN'"
                        + " OR e.paid_through <> s.paid_through OR e.version <> s.version + 1");
        expect(wrong, "events", renewed, "SELECT COUNT(*) FROM subscription_event WHERE kind = 'RENEWED' AND seq > 2");
        return wrong;
    }

    private void expect(List<String> wrong, String what, long wanted, String sql) throws SQLException {
        long found = orders.number(sql);
        if (found != wanted) {
            wrong.add(found + " " + what + " instead of " + wanted);
        }
    }

    @Override
    public void close() throws SQLException {
        orders.close();
    }
}
