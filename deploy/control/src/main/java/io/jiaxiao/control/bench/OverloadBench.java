package io.jiaxiao.control.bench;

import io.jiaxiao.control.Platform;
import io.jiaxiao.control.Settings;
import io.jiaxiao.control.UpOptions;
import io.jiaxiao.control.bench.HttpLoad.Result;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** Twice as much as the platform can do (G3): it goes on doing what it can, refuses the rest at once, and lets important work in. */
final class OverloadBench implements Bench {

    private static final int AT_THE_KNEE = 32;
    private static final int TOO_MANY = 1_024;
    private static final int IMPORTANT = 4;
    private static final double IMPORTANT_RATE = 10;
    private static final int ROUNDS = 3;
    private static final long PARENT = 7_900_000_000_000_000L;
    private static final Duration WARM_UP = Duration.ofSeconds(75);
    private static final Duration ROUND = Duration.ofSeconds(8);
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final Duration OVERLOADED = Duration.ofSeconds(30);
    private static final double LEAST_SHARE = 0.9;
    private static final String USUAL = "/api/v1/me";
    private static final String CORE = "/auth/jwks";
    private static final String CONDITIONS = "GET " + USUAL + " through the gateway, peak with " + AT_THE_KNEE
            + " kept connections, then twice that rate offered over " + TOO_MANY + " connections for "
            + OVERLOADED.toSeconds() + " s, after " + SETTLING.toSeconds() + " s of the same; GET " + CORE
            + " is core work of the same service, " + (int) IMPORTANT_RATE
            + "/s meanwhile; load, gateway, service and database on the same cores";

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public String about() {
        return "Twice the requests that can be answered: how many still are, and whether important ones get in.";
    }

    @Override
    public List<Measured> run(Settings settings, PrintStream out) {
        return OwnPlatform.measure(
                name(),
                settings,
                UpOptions.DEFAULT.only("roster-service", "gateway"),
                out,
                platform -> measure(platform, out));
    }

    private static String parent(Platform platform) throws SQLException {
        try (var roster = new BenchTables(platform, "roster")) {
            roster.insert(
                    "INSERT INTO person (id, created_at, updated_at) VALUES (?, NOW(3), NOW(3))",
                    1,
                    (statement, i) -> statement.setLong(1, PARENT));
        }
        return new BenchTokens(platform.secret("jiaxiao.jwt.signing-keys")).parent(PARENT, Instant.now());
    }

    private static List<Measured> measure(Platform platform, PrintStream out) throws SQLException {
        var usual = new HttpLoad(platform.url("gateway"), USUAL, parent(platform));
        var core = new HttpLoad(platform.url("gateway"), CORE, "");
        usual.saturate(AT_THE_KNEE, WARM_UP);
        core.saturate(IMPORTANT, ROUND);
        List<Double> peaks = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            peaks.add(Loads.sound(usual.saturate(AT_THE_KNEE, ROUND)).perSecond());
            out.printf(Locale.ROOT, "  at the knee: %.0f/s%n", peaks.getLast());
        }
        double peak = Loads.median(peaks);
        usual.pace(TOO_MANY, SETTLING, peak * 2);
        CompletableFuture<Result> important =
                CompletableFuture.supplyAsync(() -> core.pace(IMPORTANT, OVERLOADED, IMPORTANT_RATE));
        Result flood = usual.pace(TOO_MANY, OVERLOADED, peak * 2);
        Result letIn = important.join();
        out.printf(
                Locale.ROOT,
                "  twice that: %.0f/s answered, %d refused, p50 %.0f ms, p99 %.0f ms; core %d of %d, p99 %.0f ms%n",
                flood.perSecond(),
                flood.failed(),
                flood.millisAt(0.5),
                flood.millisAt(0.99),
                letIn.answered(),
                letIn.answered() + letIn.failed(),
                letIn.millisAt(0.99));
        double share = flood.perSecond() / peak;
        return List.of(
                Measured.plain("peak", Loads.rate(peak), CONDITIONS),
                new Measured(
                        "answered at twice the peak / peak",
                        String.format(Locale.ROOT, "%.2f", share),
                        "≥ " + LEAST_SHARE,
                        share >= LEAST_SHARE,
                        CONDITIONS),
                new Measured(
                        "core work let in meanwhile",
                        letIn.answered() + " of " + (letIn.answered() + letIn.failed()),
                        "all",
                        letIn.answered() > 0 && letIn.failed() == 0,
                        CONDITIONS),
                Measured.plain("p99 of core work meanwhile", Loads.millis(letIn.millisAt(0.99)), CONDITIONS),
                Measured.plain(
                        "refused or failed of the others",
                        flood.failed() + " of " + (flood.answered() + flood.failed()),
                        CONDITIONS));
    }
}
