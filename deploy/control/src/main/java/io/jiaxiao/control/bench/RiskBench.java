package io.jiaxiao.control.bench;

import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.Settings;
import io.jiaxiao.control.UpOptions;
import io.jiaxiao.control.bench.HttpLoad.Result;
import io.jiaxiao.control.demo.Http;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a decision costs whoever waits for it: over HTTP to the service, and within the service by its own timer. */
final class RiskBench implements Bench {

    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = 5;
    private static final int RULES = 20;
    private static final double RATE = 500;
    private static final double MOST_MILLIS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration ROUND = Duration.ofSeconds(8);
    private static final int PERSONS = 200_000;
    private static final String PATH = "/internal/decisions";
    private static final String CONDITIONS =
            RULES + " rules over the 10 windows of REDEMPTION, all counted in one round"
                    + " trip to Redis, token check on, a copy looked for in Redis alone, 1 pass in 100 stored; "
                    + CONNECTIONS + " kept connections, load, service, database and Redis on the same cores; median of "
                    + ROUNDS
                    + " rounds after " + WARM_UP.toSeconds()
                    + " s of warm-up; of the services only this one and roster-service run";
    private static final Pattern WITHOUT_WINDOWS =
            Pattern.compile("jiaxiao_risk_windows_away_total\\{[^}]*\\} ([0-9.E]+)");
    private static final Pattern OWN_P99 = Pattern.compile(
            "jiaxiao_risk_decision_seconds\\{(?=[^}]*verdict=\"PASS\")[^}]*quantile=\"0\\.99\"[^}]*\\} ([0-9.E-]+)");

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong events = new AtomicLong();

    @Override
    public String name() {
        return "risk";
    }

    @Override
    public String about() {
        return "Decisions by " + RULES + " rules with Redis windows, over HTTP to the service and within it.";
    }

    @Override
    public List<Measured> run(Settings settings, PrintStream out) {
        return OwnPlatform.measure(
                name(), settings, UpOptions.DEFAULT.only("roster-service", "risk-reconcile-service"), out, platform -> {
                    addRules(platform);
                    return measure(platform, out);
                });
    }

    private List<Measured> measure(Platform platform, PrintStream out) throws IOException, InterruptedException {
        var load = new HttpLoad(platform.url("risk-reconcile-service"), PATH, token(platform), this::event);
        load.saturate(CONNECTIONS, WARM_UP);
        double withoutWindows = withoutWindows(platform);
        Result saturated = sound(load.saturate(CONNECTIONS, ROUND));
        double saturation = saturated.perSecond();
        long decisions = saturated.answered();
        out.printf(Locale.ROOT, "  saturated: %.0f/s%n", saturation);
        List<Double> medians = new ArrayList<>();
        List<Double> slowest = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Result result = sound(load.pace(CONNECTIONS, ROUND, RATE));
            decisions += result.answered();
            medians.add(result.millisAt(0.5));
            slowest.add(result.millisAt(0.99));
            out.printf(Locale.ROOT, "  p50 %.2f ms, p99 %.2f ms%n", medians.getLast(), slowest.getLast());
        }
        counted(withoutWindows(platform) - withoutWindows, decisions);
        double within = read(meters(platform), OWN_P99).orElseThrow(RiskBench::unknown) * 1_000;
        double over = median(slowest);
        String rate = String.format(Locale.ROOT, " at %,.0f/s", RATE);
        return List.of(
                new Measured(
                        "p99 over HTTP" + rate,
                        millis(over),
                        "≤ " + millis(MOST_MILLIS),
                        over <= MOST_MILLIS,
                        CONDITIONS),
                Measured.plain("p50 over HTTP" + rate, millis(median(medians)), CONDITIONS),
                Measured.plain(
                        "p99 within the service" + rate, millis(within), "its own timer, over the last half minute"),
                Measured.plain("saturated", String.format(Locale.ROOT, "%,.0f/s", saturation), CONDITIONS));
    }

    private static String token(Platform platform) throws IOException, InterruptedException {
        return new Http(platform.url("roster-service"))
                .form(
                        "/auth/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                "mall-service",
                                "client_secret",
                                platform.secret("jiaxiao.client-secret.mall-service"),
                                "scope",
                                "internal:risk-reconcile-service"))
                .expect(200)
                .json()
                .get("access_token")
                .getAsString();
    }

    /** Beside the baseline's, as many as are missing; none of them is ever true. */
    private static void addRules(Platform platform) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", "jx_risk");
        properties.setProperty("password", platform.secret("jiaxiao.db.password.risk"));
        try (Connection connection = DriverManager.getConnection(platform.address("JX_DB_URL") + "/risk", properties);
                Statement statement = connection.createStatement();
                PreparedStatement rule = connection.prepareStatement(
                        "INSERT IGNORE INTO rule (code, scene, title, mode, live_version, created_at)"
                                + " VALUES (?, 'REDEMPTION', 'bench', 'ON', 1, NOW(3))");
                PreparedStatement version = connection.prepareStatement(
                        "INSERT IGNORE INTO rule_version (rule_code, version, state, expression, verdict, message,"
                                + " priority, author, written_at)"
                                + " VALUES (?, 1, 'APPROVED', ?, 'REVIEW', 'bench', 900, 'bench', NOW(3))")) {
            int there;
            try (var count = statement.executeQuery("SELECT COUNT(*) FROM rule WHERE scene = 'REDEMPTION'")) {
                there = count.next() ? count.getInt(1) : 0;
            }
            for (int i = there; i < RULES; i++) {
                String code = "BENCH_" + i;
                rule.setString(1, code);
                rule.executeUpdate();
                version.setString(1, code);
                version.setString(
                        2,
                        "windows.person_points_1d > " + (900_000_000 + i) + " && windows.device_persons_1d > 100"
                                + " || windows.ip_persons_10m > 100000 && facts.channel == 'JD'");
                version.executeUpdate();
            }
            statement.executeUpdate("UPDATE revision SET number = number + 1 WHERE name = 'RULES'");
        }
    }

    private String event() {
        var random = ThreadLocalRandom.current();
        int person = random.nextInt(PERSONS);
        return "{\"eventId\":\"" + run + "-" + events.incrementAndGet() + "\",\"scene\":\"REDEMPTION\",\"personId\":\"p"
                + person + "\",\"device\":\"d" + person + "\",\"mobileIndex\":\"m" + person + "\",\"ip\":\"10."
                + person % 200 + "." + random.nextInt(256) + ".1\",\"schoolId\":\"s" + person % 500
                + "\",\"facts\":{\"points\":" + (100 + random.nextInt(4_000))
                + ",\"quantity\":1,\"channel\":\"JD\",\"category\":\"book\"},\"at\":\"" + Instant.now() + "\"}";
    }

    /** How many so far. */
    private static double withoutWindows(Platform platform) throws IOException, InterruptedException {
        return read(meters(platform), WITHOUT_WINDOWS).orElse(0);
    }

    private static String meters(Platform platform) throws IOException, InterruptedException {
        return new Http(platform.url("risk-reconcile-service"))
                .get("/actuator/prometheus", null)
                .expect(200)
                .body();
    }

    private static OptionalDouble read(String meters, Pattern pattern) {
        Matcher found = pattern.matcher(meters);
        return found.find() ? OptionalDouble.of(Double.parseDouble(found.group(1))) : OptionalDouble.empty();
    }

    private static CannotContinue unknown() {
        return new CannotContinue("risk-reconcile-service does not say how long its decisions take");
    }

    /** A decision without its windows is another, and stored at once. */
    private static void counted(double withoutWindows, long decisions) {
        if (withoutWindows * 1_000 > decisions) {
            throw new CannotContinue(String.format(
                    Locale.ROOT,
                    "%.0f of %d decisions were made without Redis, so the numbers would mean nothing",
                    withoutWindows,
                    decisions));
        }
    }

    /** A run with failures measures how fast something is refused. */
    private static Result sound(Result result) {
        if (result.failed() * 1_000 > result.answered()) {
            throw new CannotContinue(result.failed() + " of " + (result.answered() + result.failed())
                    + " requests were not answered 200, so the numbers would mean nothing");
        }
        return result;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.2f ms", value);
    }
}
