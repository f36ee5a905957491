package io.jiaxiao.control.bench;

import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.Settings;
import io.jiaxiao.control.UpOptions;
import io.jiaxiao.control.bench.HttpLoad.Result;
import io.jiaxiao.control.demo.Http;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** How often a product line may ask whether a child may use its product, and how long an answer takes. */
final class EntitlementBench implements Bench {

    private static final int CONNECTIONS = 32;
    private static final int ROUNDS = 5;
    private static final int CHILDREN = 100_000;
    private static final long FIRST_CHILD = 7_200_000_000_000_000L;
    private static final double LEAST_RATE = 5_000;
    private static final double MOST_MILLIS = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration ROUND = Duration.ofSeconds(8);
    private static final String PRODUCT = "AIXUE_MOBILE";
    private static final String LINE = "aixue";
    private static final String CONDITIONS = CONNECTIONS + " kept connections, one of " + CHILDREN
            + " children at random each time, a remembered answer lives 0.8 s, so that nearly each is read from the"
            + " database; one token of a product line, token check, tracing and access log on; load, service and"
            + " database on the same cores; median of " + ROUNDS + " rounds after " + WARM_UP.toSeconds()
            + " s of warm-up; of the services only this one, roster-service and the gateway run";

    @Override
    public String name() {
        return "entitlement";
    }

    @Override
    public String about() {
        return "The check of product lines whether a child may use their product, at saturation and at half load.";
    }

    @Override
    public List<Measured> run(Settings settings, PrintStream out) {
        return OwnPlatform.measure(
                name(),
                settings,
                UpOptions.DEFAULT.only("roster-service", "order-service", "gateway"),
                out,
                platform -> {
                    putIn(platform);
                    return measure(platform, out);
                });
    }

    /** Nine of ten are open, one has ended. */
    private static void putIn(Platform platform) throws SQLException {
        LocalDate open = LocalDate.now().plusDays(60);
        LocalDate over = LocalDate.now().minusDays(10);
        try (var orders = new BenchTables(platform, "orders")) {
            orders.insert(
                    "INSERT INTO entitlement (child_id, product_code, state, paid_through, version, changed_at)"
                            + " VALUES (?, '" + PRODUCT + "', ?, ?, 1, NOW(3))",
                    CHILDREN,
                    (statement, i) -> {
                        boolean ended = i % 10 == 0;
                        statement.setString(1, Long.toString(FIRST_CHILD + i));
                        statement.setString(2, ended ? "CLOSED" : "OPEN");
                        statement.setObject(3, ended ? over : open);
                    });
            orders.analyze("entitlement");
        }
    }

    private static List<Measured> measure(Platform platform, PrintStream out) throws IOException, InterruptedException {
        String token = token(platform);
        requireRight(platform, token);
        HttpLoad direct = load(platform.url("order-service"), token);
        HttpLoad through = load(platform.url("gateway"), token);
        direct.saturate(CONNECTIONS, WARM_UP);
        double saturation = saturated("direct", direct, out);
        List<Double> medians = new ArrayList<>();
        List<Double> slowest = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Result result = Loads.sound(direct.pace(CONNECTIONS, ROUND, saturation / 2));
            medians.add(result.millisAt(0.5));
            slowest.add(result.millisAt(0.99));
            out.printf(Locale.ROOT, "  half load: p50 %.2f ms, p99 %.2f ms%n", medians.getLast(), slowest.getLast());
        }
        through.saturate(CONNECTIONS, WARM_UP);
        double gateway = saturated("through the gateway", through, out);
        double p99 = Loads.median(slowest);
        String half = Loads.rate(saturation / 2);
        return List.of(
                new Measured(
                        "checks by the service",
                        Loads.rate(saturation),
                        "≥ " + Loads.rate(LEAST_RATE),
                        saturation >= LEAST_RATE,
                        CONDITIONS),
                new Measured(
                        "p99 at " + half,
                        Loads.millis(p99),
                        "≤ " + Loads.millis(MOST_MILLIS),
                        p99 <= MOST_MILLIS,
                        CONDITIONS),
                Measured.plain("p50 at " + half, Loads.millis(Loads.median(medians)), CONDITIONS),
                Measured.plain("checks through the gateway", Loads.rate(gateway), CONDITIONS));
    }

    private static double saturated(String way, HttpLoad load, PrintStream out) {
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rates.add(Loads.sound(load.saturate(CONNECTIONS, ROUND)).perSecond());
            out.printf(Locale.ROOT, "  %s: %.0f/s%n", way, rates.getLast());
        }
        return Loads.median(rates);
    }

    private static HttpLoad load(URI base, String token) {
        return HttpLoad.gets(base, token, () -> path(ThreadLocalRandom.current().nextInt(CHILDREN)));
    }

    private static String path(int child) {
        return "/open/v1/entitlements?product=" + PRODUCT + "&childId=" + (FIRST_CHILD + child);
    }

    /** What is measured must be the right answers. */
    private static void requireRight(Platform platform, String token) throws IOException, InterruptedException {
        var orders = new Http(platform.url("order-service"));
        for (int child : List.of(0, 1)) {
            boolean open = orders.get(path(child), token)
                    .expect(200)
                    .json()
                    .get("open")
                    .getAsBoolean();
            if (open != (child == 1)) {
                throw new CannotContinue("The check says open=" + open + " of a child of whom the opposite is true");
            }
        }
    }

    private static String token(Platform platform) throws IOException, InterruptedException {
        return new Http(platform.url("gateway"))
                .form(
                        "/auth/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                LINE,
                                "client_secret",
                                platform.secret("jiaxiao.client-secret." + LINE)))
                .expect(200)
                .json()
                .get("access_token")
                .getAsString();
    }
}
