package io.jiaxiao.control.bench;

import com.google.gson.JsonObject;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.bench.BenchSchools.SchoolClass;
import io.jiaxiao.control.bench.SubscribeFlow.Buyer;
import io.jiaxiao.control.demo.Http;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Classes with open doors and parents whom nobody has seen buy: put in with SQL, their codes made over HTTP. */
final class SubscribeWorld {

    private static final int SCHOOLS = 10;
    private static final int GRADES = 5;
    private static final int CLASSES_OF_GRADE = 8;
    /** For 195 s of warm-up and saturation at 200/s, and 50 s at half of that. */
    private static final int PARENTS = 44_000;

    private static final long FIRST_PARENT = 7_700_000_000_000_000L;
    private static final long TEACHER = 7_800_000_000_000_000L;
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(2);

    private SubscribeWorld() {}

    static List<Buyer> buyers(Platform platform) throws SQLException, IOException, InterruptedException {
        BenchSchools schools = putIn(platform);
        var tokens = new BenchTokens(platform.secret("jiaxiao.jwt.signing-keys"));
        Instant now = Instant.now();
        var gateway = new Http(platform.url("gateway"));
        String teacher = tokens.parent(TEACHER, now);
        String consent = gateway.get("/api/v1/me", teacher)
                .expect(200)
                .json()
                .getAsJsonObject("consent")
                .get("version")
                .getAsString();
        List<String> codes = new ArrayList<>();
        for (SchoolClass one : schools.classes()) {
            codes.add(gateway.post("/api/v1/classes/" + one.id() + "/join-codes", new JsonObject(), teacher)
                    .expect(201)
                    .json()
                    .get("code")
                    .getAsString());
        }
        return IntStream.range(0, PARENTS)
                .parallel()
                .mapToObj(i -> {
                    int at = i % codes.size();
                    return new Buyer(
                            i,
                            tokens.parent(FIRST_PARENT + i, now),
                            Long.toString(schools.classes().get(at).id()),
                            codes.get(at),
                            consent);
                })
                .toList();
    }

    private static BenchSchools putIn(Platform platform) throws SQLException {
        try (var roster = new BenchTables(platform, "roster")) {
            BenchSchools schools = BenchSchools.insert(roster, SCHOOLS, GRADES, CLASSES_OF_GRADE);
            String person = "INSERT INTO person (id, created_at, updated_at) VALUES (?, NOW(3), NOW(3))";
            roster.insert(person, 1, (statement, i) -> statement.setLong(1, TEACHER));
            roster.insert(person, PARENTS, (statement, i) -> statement.setLong(1, FIRST_PARENT + i));
            List<SchoolClass> classes = schools.classes();
            roster.insert(
                    "INSERT INTO teaching (id, teacher_id, class_id, subject, head, from_date)"
                            + " VALUES (?, ?, ?, 'bench', TRUE, '2026-09-01')",
                    classes.size(),
                    (statement, i) -> {
                        statement.setLong(1, TEACHER + i);
                        statement.setLong(2, TEACHER);
                        statement.setLong(3, classes.get(i).id());
                    });
            roster.insert(
                    "INSERT INTO class_joining (class_id, mode, capacity, updated_at) VALUES (?, 'AUTO', 1000, NOW(3))",
                    classes.size(),
                    (statement, i) -> statement.setLong(1, classes.get(i).id()));
            roster.analyze("person", "teaching", "class_joining");
            return schools;
        }
    }

    /** What is not as it must be once nothing moves any more; empty when the books are equal. */
    static List<String> wrong(Platform platform) throws SQLException, InterruptedException {
        try (var orders = new BenchTables(platform, "orders")) {
            Instant end = Instant.now().plus(SETTLED_WITHIN);
            List<String> wrong = differing(orders);
            while (!wrong.isEmpty() && Instant.now().isBefore(end)) {
                Thread.sleep(1_000);
                wrong = differing(orders);
            }
            return wrong;
        }
    }

    private static List<String> differing(BenchTables orders) throws SQLException {
        long paid = orders.number("SELECT COUNT(*) FROM purchase WHERE state = 'PAID'");
        List<String> wrong = new ArrayList<>();
        expect(wrong, orders, "payments", paid, "SELECT COUNT(*) FROM payment WHERE state = 'PAID'");
        expect(wrong, orders, "subscriptions", paid, "SELECT COUNT(*) FROM subscription WHERE state = 'ACTIVE'");
        expect(wrong, orders, "terms", paid, "SELECT COUNT(*) FROM subscription_term");
        expect(wrong, orders, "open entitlements", paid, "SELECT COUNT(*) FROM entitlement WHERE state = 'OPEN'");
        return wrong;
    }

    private static void expect(List<String> wrong, BenchTables orders, String what, long paid, String sql)
            throws SQLException {
        long found = orders.number(sql);
        if (found != paid) {
            wrong.add(found + " " + what + " of " + paid + " paid purchases");
        }
    }
}
