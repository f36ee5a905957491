package io.jiaxiao.control.bench;

import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.Settings;
import io.jiaxiao.control.UpOptions;
import io.jiaxiao.control.bench.HttpLoad.Result;
import io.jiaxiao.control.demo.DemoRoster;
import io.jiaxiao.control.demo.Http;
import io.jiaxiao.control.demo.Parent;
import io.jiaxiao.control.demo.SimulatedPhone;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the way through the gateway costs, against the same requests sent straight to the service. */
final class GatewayBench implements Bench {

    private static final int CONNECTIONS = 32;
    private static final int ROUNDS = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration ROUND = Duration.ofSeconds(8);
    private static final double LEAST_RATIO = 0.3;
    private static final double MOST_ADDED_MILLIS = 10;
    private static final String CONDITIONS =
            CONNECTIONS + " kept connections, token check, limits in Redis, tracing and"
                    + " access log on; load, gateway, service and database on the same cores; median of " + ROUNDS
                    + " rounds in turns after " + WARM_UP.toSeconds() + " s of warm-up";

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public String about() {
        return "Requests through the gateway against the same requests straight to the service, at saturation and at"
                + " half load.";
    }

    @Override
    public List<Measured> run(Settings settings, PrintStream out) {
        return OwnPlatform.measure(name(), settings, UpOptions.DEFAULT, out, platform -> {
            List<Measured> results = new ArrayList<>(saturated(platform, "/api/v1/me", signIn(platform), out));
            // the cheapest answer there is: nothing but the gateway's own cost; no target
            results.addAll(cheapest(platform, out));
            return results;
        });
    }

    private static String signIn(Platform platform) throws IOException, InterruptedException {
        String mobile = DemoRoster.standard().guardianMobile(0);
        var phone = new SimulatedPhone(new Http(platform.url("partners")), mobile);
        var parent = new Parent(new Http(platform.url("gateway")), mobile, "bench-device");
        long before = phone.now();
        parent.askForCode().expect(202);
        return parent.signIn(phone.codeAfter(before, 20_000)).accessToken();
    }

    private static List<Measured> saturated(Platform platform, String path, String token, PrintStream out) {
        var direct = new HttpLoad(platform.url("roster-service"), path, token);
        var through = new HttpLoad(platform.url("gateway"), path, token);
        Pair saturation = inTurns(path, direct, through, out);
        double half = saturation.through / 2;
        out.printf(Locale.ROOT, "  half load: %.0f/s%n", half);
        List<Double> added = new ArrayList<>();
        List<Double> directly = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double without = sound(direct.pace(CONNECTIONS, ROUND, half)).millisAt(0.99);
            double with = sound(through.pace(CONNECTIONS, ROUND, half)).millisAt(0.99);
            out.printf(Locale.ROOT, "  p99 at half load: direct %.2f ms, through %.2f ms%n", without, with);
            directly.add(without);
            added.add(with - without);
        }
        double addedMillis = median(added);
        return List.of(
                Measured.plain("GET " + path + " direct", rate(saturation.direct), CONDITIONS),
                Measured.plain("GET " + path + " through the gateway", rate(saturation.through), CONDITIONS),
                new Measured(
                        "throughput through / direct",
                        String.format(Locale.ROOT, "%.2f", saturation.ratio()),
                        "≥ " + LEAST_RATIO,
                        saturation.ratio() >= LEAST_RATIO,
                        CONDITIONS),
                Measured.plain(
                        "p99 direct at " + rate(half),
                        String.format(Locale.ROOT, "%.1f ms", median(directly)),
                        CONDITIONS),
                new Measured(
                        "p99 added at " + rate(half),
                        String.format(Locale.ROOT, "%.1f ms", addedMillis),
                        String.format(Locale.ROOT, "≤ %.0f ms", MOST_ADDED_MILLIS),
                        addedMillis <= MOST_ADDED_MILLIS,
                        CONDITIONS));
    }

    private static List<Measured> cheapest(Platform platform, PrintStream out) {
        String path = "/auth/jwks";
        Pair pair = inTurns(
                path,
                new HttpLoad(platform.url("roster-service"), path, ""),
                new HttpLoad(platform.url("gateway"), path, ""),
                out);
        return List.of(Measured.plain(
                "GET " + path + " through / direct",
                String.format(Locale.ROOT, "%.2f (%s / %s)", pair.ratio(), rate(pair.through), rate(pair.direct)),
                "as above, without a token: the service does next to nothing"));
    }

    private static Pair inTurns(String path, HttpLoad direct, HttpLoad through, PrintStream out) {
        direct.saturate(CONNECTIONS, WARM_UP);
        through.saturate(CONNECTIONS, WARM_UP);
        List<Double> directs = new ArrayList<>();
        List<Double> throughs = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            directs.add(sound(direct.saturate(CONNECTIONS, ROUND)).perSecond());
            throughs.add(sound(through.saturate(CONNECTIONS, ROUND)).perSecond());
            out.printf(
                    Locale.ROOT,
                    "  GET %s: direct %.0f/s, through %.0f/s%n",
                    path,
                    directs.getLast(),
                    throughs.getLast());
        }
        return new Pair(median(directs), median(throughs));
    }

    private record Pair(double direct, double through) {

        double ratio() {
            return through / direct;
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

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.0f/s", perSecond);
    }
}
