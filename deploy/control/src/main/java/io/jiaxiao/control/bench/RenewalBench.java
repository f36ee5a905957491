package io.jiaxiao.control.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.Settings;
import io.jiaxiao.control.UpOptions;
import io.jiaxiao.control.demo.Http;
import io.jiaxiao.control.demo.Operator;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** One order for forty schools: how long a hundred thousand subscriptions take, undisturbed and with a kill in the middle. */
final class RenewalBench implements Bench {

    private static final Duration MOST = Duration.ofSeconds(120);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final double KILLED_AT = 0.4;
    private static final String SERVICE = "order-service";
    private static final String CONDITIONS = "one order for " + RenewalBooks.SCHOOLS + " schools of 50 classes of "
            + (RenewalBooks.RENEWED_OF_CLASS + RenewalBooks.SKIPPED_OF_CLASS)
            + " children; of each class one has paid longer and one has no subscription; listing included;"
            + " innodb_flush_log_at_trx_commit=1, events told meanwhile; services, servers and broker on the same cores";

    @Override
    public String name() {
        return "renewal";
    }

    @Override
    public String about() {
        return String.format(
                Locale.ROOT,
                "An operator renews %,d subscriptions with one order: time, progress, kill -9 in the middle, books.",
                RenewalBooks.RENEWED);
    }

    @Override
    public List<Measured> run(Settings settings, PrintStream out) {
        return OwnPlatform.measure(
                name(),
                settings,
                UpOptions.DEFAULT.only("roster-service", "order-service", "gateway"),
                out,
                platform -> {
                    try (var books = new RenewalBooks(platform)) {
                        return measure(platform, books, out);
                    }
                });
    }

    private static List<Measured> measure(Platform platform, RenewalBooks books, PrintStream out)
            throws IOException, InterruptedException, SQLException {
        out.println("  putting in schools, children and subscriptions");
        List<Long> schools = books.putIn(platform);
        var console = new Console(platform, out);
        Duration shown = console.preview(schools, books.today.plusDays(RenewalBooks.DAYS));
        String first = console.start(schools, books.today.plusDays(RenewalBooks.DAYS));
        Run plain = console.follow(first, false);
        Duration told = books.awaitTold();
        String second = console.start(schools, books.lastDay(first));
        Run killed = console.follow(second, true);
        books.awaitTold();
        List<String> wrong = books.wrong(2);
        double perSecond = (RenewalBooks.RENEWED + RenewalBooks.SKIPPED) * 1_000.0 / plain.took.toMillis();
        return List.of(
                new Measured(
                        String.format(Locale.ROOT, "%,d subscriptions renewed", RenewalBooks.RENEWED),
                        seconds(plain.took),
                        "≤ " + MOST.toSeconds() + " s",
                        plain.took.compareTo(MOST) <= 0,
                        CONDITIONS),
                Measured.plain("children a second", String.format(Locale.ROOT, "%,.0f/s", perSecond), CONDITIONS),
                Measured.plain("its preview, with sums for each school", seconds(shown), CONDITIONS),
                Measured.plain("from its end until all events are told", seconds(told), CONDITIONS),
                new Measured(
                        "progress, asked every second of both runs",
                        plain.asked + killed.asked + " answers, each total the sum of its parts, none backwards",
                        "always",
                        true,
                        "the bench stops with an error otherwise"),
                Measured.plain(
                        "the same with kill -9 of order-service in the middle",
                        seconds(killed.took) + ", of which " + seconds(killed.standstill)
                                + " from the kill to the next child",
                        "killed at " + (int) (KILLED_AT * 100) + " %, started again at once; " + CONDITIONS),
                new Measured(
                        "books after both: rows, orders, steps, terms, events, subscriptions, entitlements",
                        wrong.isEmpty() ? "equal" : String.join("; ", wrong),
                        "equal",
                        wrong.isEmpty(),
                        "counted in the tables"));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
    }

    /**
     * @param took       by its own account
     * @param standstill from the kill until it went on; zero without
     * @param asked      how often it told its progress
     */
    private record Run(Duration took, Duration standstill, int asked) {}

    /** What the console shows of a renewal. */
    private record Seen(String state, int total, int renewed, int skipped, int cancelled, int waiting, long elapsedMs) {

        static Seen of(JsonObject view) {
            return new Seen(
                    view.get("state").getAsString(),
                    view.get("total").getAsInt(),
                    view.get("renewed").getAsInt(),
                    view.get("skipped").getAsInt(),
                    view.get("cancelled").getAsInt(),
                    view.get("waiting").getAsInt(),
                    view.get("elapsedMs").getAsLong());
        }

        int done() {
            return renewed + skipped;
        }

        void requireAfter(Seen before) {
            boolean sum = total == renewed + skipped + cancelled + waiting;
            boolean forward = renewed >= before.renewed
                    && skipped >= before.skipped
                    && (before.total == 0 || total == before.total)
                    && elapsedMs >= before.elapsedMs;
            if (!sum || !forward || cancelled != 0) {
                throw new CannotContinue("The progress is wrong: after " + before + " came " + this);
            }
        }
    }

    private static final class Console {

        private static final String RENEWALS = "/admin/v1/renewals";

        private final Platform platform;
        private final PrintStream out;
        private final Http orders;
        private final String operator;

        Console(Platform platform, PrintStream out) throws IOException, InterruptedException {
            this.platform = platform;
            this.out = out;
            this.orders = new Http(platform.url(SERVICE));
            this.operator = Operator.signIn(
                            new Http(platform.url("gateway")),
                            platform.secret("jiaxiao.client-secret.platform-control"))
                    .token();
        }

        Duration preview(List<Long> schools, LocalDate endingBy) throws IOException, InterruptedException {
            long start = System.nanoTime();
            JsonObject shown = orders.post(RENEWALS + "/previews", wish(schools, endingBy), operator)
                    .expect(200)
                    .json();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            int renewed = shown.get("renewed").getAsInt();
            int skipped = shown.get("skipped").getAsInt();
            if (renewed != RenewalBooks.RENEWED || skipped != RenewalBooks.SKIPPED) {
                throw new CannotContinue("The preview says " + renewed + " renewed and " + skipped + " skipped");
            }
            out.printf(Locale.ROOT, "  preview in %.1f s%n", took.toMillis() / 1_000.0);
            return took;
        }

        String start(List<Long> schools, LocalDate endingBy) throws IOException, InterruptedException {
            JsonObject wish = wish(schools, endingBy);
            wish.addProperty("settlement", "bench");
            wish.addProperty("reason", "bench");
            return orders.post(RENEWALS, wish, operator, UUID.randomUUID().toString())
                    .expect(202)
                    .json()
                    .get("id")
                    .getAsString();
        }

        private static JsonObject wish(List<Long> schools, LocalDate endingBy) {
            var ids = new JsonArray();
            schools.forEach(school -> ids.add(Long.toString(school)));
            var wish = new JsonObject();
            wish.add("schoolIds", ids);
            wish.addProperty("planCode", RenewalBooks.PLAN);
            wish.addProperty("endingBy", endingBy.toString());
            return wish;
        }

        Run follow(String renewal, boolean kill) throws IOException, InterruptedException {
            Instant end = Instant.now().plus(PATIENCE);
            var before = new Seen("LISTING", 0, 0, 0, 0, 0, 0);
            int asked = 0;
            long killedAt = 0;
            int doneThen = 0;
            Duration standstill = Duration.ZERO;
            while (true) {
                Seen now = ask(renewal);
                asked++;
                now.requireAfter(before);
                if (killedAt != 0 && standstill.isZero() && now.done() > doneThen) {
                    standstill = Duration.ofNanos(System.nanoTime() - killedAt);
                }
                if (!now.state().equals(before.state()) || now.done() / 20_000 > before.done() / 20_000) {
                    out.println("  " + now);
                }
                if (now.state().equals("DONE")) {
                    requireAll(now, kill && killedAt == 0);
                    return new Run(Duration.ofMillis(now.elapsedMs()), standstill, asked);
                }
                if (Instant.now().isAfter(end)) {
                    throw new CannotContinue("After " + PATIENCE.toMinutes() + " minutes it is only at " + now);
                }
                if (kill && killedAt == 0 && now.total() > 0 && now.done() >= now.total() * KILLED_AT) {
                    doneThen = now.done();
                    killedAt = System.nanoTime();
                    platform.kill(SERVICE);
                    platform.start(SERVICE);
                }
                before = now;
                Thread.sleep(1_000);
            }
        }

        private Seen ask(String renewal) throws IOException, InterruptedException {
            return Seen.of(
                    orders.get(RENEWALS + "/" + renewal, operator).expect(200).json());
        }

        private static void requireAll(Seen end, boolean neverKilled) {
            if (end.renewed() != RenewalBooks.RENEWED || end.skipped() != RenewalBooks.SKIPPED) {
                throw new CannotContinue("It ended with others than it should: " + end);
            }
            if (neverKilled) {
                throw new CannotContinue("It was over before the kill: " + end);
            }
        }
    }
}
