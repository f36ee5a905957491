package io.jiaxiao.control.bench;

import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.Settings;
import io.jiaxiao.control.UpOptions;
import io.jiaxiao.control.bench.SubscribeFlow.Step;
import io.jiaxiao.control.bench.SubscribeLoad.Result;
import io.jiaxiao.control.demo.Http;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parents scan a class's code, bring a child, buy by Alipay and see the entitlement: whole flows a second, and each step. */
final class SubscribeBench implements Bench {

    private static final int AT_ONCE = 48;
    private static final int AT_ONCE_PACED = 256;
    /** First few at a time: a hundred requests at once of code nobody has run yet only end each other's patience. */
    private static final int AT_ONCE_COLD = 8;

    private static final Duration WARM_UP = Duration.ofSeconds(75);
    private static final Duration SATURATED = Duration.ofSeconds(45);
    private static final Duration PACED = Duration.ofSeconds(50);
    private static final double LEAST_RATE = 200;
    private static final double MOST_MILLIS = 200;
    private static final double ACKNOWLEDGED_MILLIS = 100;
    private static final double MOST_FAILED = 0.05;
    private static final String CONDITIONS = AT_ONCE
            + " parents at once, each once, each with a token of its own that gateway and service check; a child is typed in"
            + " and joins a class whose door is open, risk is asked, Alipay's simulator signs codes and notifies, no SMS since"
            + " these parents have no number, limits counted in Redis, tracing and access log on; load, gateway, services,"
            + " simulator and servers on the same cores; after " + 2 * WARM_UP.toSeconds() + " s of warm-up";

    /** Of the callback, how many answers took at most so long, and how many there were. */
    private static final Pattern ACKNOWLEDGED = Pattern.compile(
            "http_server_requests_seconds_(bucket|count)\\{([^}]*uri=\"/callback/alipay/notify\"[^}]*)\\} ([0-9.E+]+)");

    @Override
    public String name() {
        return "subscribe";
    }

    @Override
    public String about() {
        return "Whole flows through the gateway: scan, join, quote, purchase, Alipay's code, payment, entitlement.";
    }

    @Override
    public List<Measured> run(Settings settings, PrintStream out) {
        return OwnPlatform.measure(name(), settings, UpOptions.DEFAULT.withoutDemoData(), out, platform -> {
            out.println("  putting in classes and parents");
            return measure(platform, new SubscribeLoad(platform, SubscribeWorld.buyers(platform)), out);
        });
    }

    private static List<Measured> measure(Platform platform, SubscribeLoad load, PrintStream out)
            throws IOException, InterruptedException, SQLException {
        told(out, "cold", load.saturate(AT_ONCE_COLD, WARM_UP));
        told(out, "warm-up", load.saturate(AT_ONCE, WARM_UP));
        Result full = sound(told(out, "saturated", load.saturate(AT_ONCE, SATURATED)));
        double pace = Math.min(LEAST_RATE, full.perSecond()) / 2;
        Acknowledged before = Acknowledged.read(platform);
        Result paced = sound(told(out, "paced", load.pace(AT_ONCE_PACED, PACED, pace)));
        Acknowledged meanwhile = Acknowledged.read(platform).since(before);
        List<String> wrong = SubscribeWorld.wrong(platform);

        List<Measured> all = new ArrayList<>();
        all.add(new Measured(
                "complete flows",
                String.format(Locale.ROOT, "%,.1f/s%s", full.perSecond(), failures(full)),
                "≥ " + Loads.rate(LEAST_RATE),
                full.perSecond() >= LEAST_RATE && full.failures() == 0,
                CONDITIONS));
        String at = String.format(Locale.ROOT, " at %,.1f flows/s", pace);
        for (Step step : Step.values()) {
            String value = String.format(
                    Locale.ROOT, "%.1f ms, p50 %.1f ms", paced.millisAt(step, 0.99), paced.millisAt(step, 0.5));
            String what = "p99 of " + step.name().toLowerCase(Locale.ROOT).replace('_', ' ') + at;
            all.add(
                    step == Step.WALLET
                            ? Measured.plain(what, value, "the simulator's own work")
                            : new Measured(
                                    what,
                                    value,
                                    "≤ " + Loads.millis(MOST_MILLIS),
                                    paced.millisAt(step, 0.99) <= MOST_MILLIS && paced.failures() == 0,
                                    step == Step.ENTITLED
                                            ? "from the wallet's answer to the look that sees it open, one every 100 ms"
                                            : "as above" + failures(paced)));
        }
        all.add(new Measured(
                "notifies acknowledged within " + (int) ACKNOWLEDGED_MILLIS + " ms" + at,
                String.format(Locale.ROOT, "%.2f %% of %,d", meanwhile.share() * 100, meanwhile.all()),
                "≥ 99 %",
                meanwhile.share() >= 0.99,
                "order-service's own meter of the callback"));
        all.add(new Measured(
                "books after all: paid purchases, subscriptions, terms, open entitlements",
                wrong.isEmpty() ? "equal" : String.join("; ", wrong),
                "equal",
                wrong.isEmpty(),
                "counted in the tables"));
        return all;
    }

    private static String failures(Result result) {
        return result.failures() == 0 ? "" : ", " + result.failures() + " failed: " + result.failed();
    }

    private static Result told(PrintStream out, String what, Result result) {
        out.printf(
                Locale.ROOT,
                "  %s: %d flows, %.1f/s%s%n",
                what,
                result.complete(),
                result.perSecond(),
                failures(result));
        for (Step step : Step.values()) {
            out.printf(
                    Locale.ROOT,
                    "    %-12s p50 %.1f ms, p99 %.1f ms%n",
                    step,
                    result.millisAt(step, 0.5),
                    result.millisAt(step, 0.99));
        }
        return result;
    }

    /** A round in which many fail measures how fast something is refused. */
    private static Result sound(Result result) {
        if (result.failures() > MOST_FAILED * (result.complete() + result.failures())) {
            throw new CannotContinue("Too many flows failed, so the numbers would mean nothing: " + result.failed());
        }
        return result;
    }

    /** @param quick answers to notifies within 100 ms @param all answers */
    private record Acknowledged(long quick, long all) {

        static Acknowledged read(Platform platform) throws IOException, InterruptedException {
            String meters = new Http(platform.url("order-service"))
                    .get("/actuator/prometheus", null)
                    .expect(200)
                    .body();
            long quick = 0;
            long all = 0;
            Matcher lines = ACKNOWLEDGED.matcher(meters);
            while (lines.find()) {
                long count = (long) Double.parseDouble(lines.group(3));
                if (lines.group(1).equals("count")) {
                    all += count;
                } else if (lines.group(2).contains("le=\"0.1\"")) {
                    quick += count;
                }
            }
            if (all == 0) {
                throw new CannotContinue("order-service does not say how long its answers to notifies take");
            }
            return new Acknowledged(quick, all);
        }

        Acknowledged since(Acknowledged before) {
            return new Acknowledged(quick - before.quick, all - before.all);
        }

        double share() {
            return all == 0 ? 0 : (double) quick / all;
        }
    }
}
