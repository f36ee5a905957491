package io.jiaxiao.control.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.Looking;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.Settings;
import io.jiaxiao.control.UpOptions;
import io.jiaxiao.control.demo.Http;
import io.jiaxiao.control.demo.Operator;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Orders over all three channels, from the gateway to the parcel, with the risk service deciding about each. */
final class RedemptionBench implements Bench {

    /** Wishes for what is sold out: they warm up all but the last write, and leave nothing to supply. */
    private static final int IN_VAIN = 42_000;

    private static final int WARM_UP = 9_000;
    private static final int SATURATED = 9_000;
    private static final int PACED = 4_500;
    /** With the wishes in vain nine, which risk does not call too often. */
    private static final int ORDERS_EACH = 3;

    private static final int PEOPLE = (WARM_UP + SATURATED + PACED) / ORDERS_EACH;
    private static final int CONNECTIONS = 48;
    private static final double LEAST_RATE = 500;
    private static final double MOST_MILLIS = 150;
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(5);
    private static final long FIRST_PERSON = 8_100_000_000_000_000L;
    private static final int POINTS = 480;
    private static final String CONDITIONS =
            CONNECTIONS + " kept connections, a third goods, cards and phone bills each,"
                    + " a token per parent checked by gateway and service, limits counted in Redis, risk asked for every order,"
                    + " channels served meanwhile, innodb_flush_log_at_trx_commit=1, tracing and access log on; load, gateway,"
                    + " services, simulators and servers on the same cores; after " + IN_VAIN
                    + " wishes for what is sold out and "
                    + WARM_UP + " orders of warm-up";

    private static final List<String> KINDS = List.of("GOODS", "CARD", "RECHARGE");

    private long approved;

    @Override
    public String name() {
        return "redemption";
    }

    @Override
    public String about() {
        return "Orders through the gateway over three channels, risk on: accepted per second, and how long an answer takes.";
    }

    @Override
    public List<Measured> run(Settings settings, PrintStream out) {
        return OwnPlatform.measure(
                name(), settings, UpOptions.DEFAULT.withoutDemoData(), out, platform -> measure(platform, out));
    }

    private List<Measured> measure(Platform platform, PrintStream out) throws IOException, InterruptedException {
        var gateway = new Http(platform.url("gateway"));
        String operator = operator(platform, gateway);
        var mall = new StockedMall(platform, gateway, operator);
        Map<String, List<String>> goods = mall.open(KINDS);
        Map<String, List<String>> soldOut = new HashMap<>();
        for (Map.Entry<String, List<String>> shelf : goods.entrySet()) {
            soldOut.put(shelf.getKey(), List.of(mall.sellOut(shelf.getValue())));
        }
        out.println("  giving " + PEOPLE + " parents points and addresses");
        List<String> tokens = people(platform, operator);
        var tables = new MallTables(platform);
        Map<Long, String> addresses = tables.addresses(FIRST_PERSON);
        Orders orders = new Orders(platform, "order-", goods, tokens, addresses);

        told(
                out,
                "in vain",
                new Orders(platform, "vain-", soldOut, tokens, addresses)
                        .next(IN_VAIN)
                        .run(CONNECTIONS));
        told(out, "warm-up", orders.next(WARM_UP).run(CONNECTIONS));
        settle(platform, out);
        BuyerLoad.Result full = told(out, "saturated", orders.next(SATURATED).run(CONNECTIONS));
        Duration drained = settle(platform, out);
        double accepted = full.with(201) / (full.time().toMillis() / 1_000.0);
        // Half of what it has to do, or of what it does: beyond that a queue is measured.
        double pace = Math.min(LEAST_RATE, accepted) / 2;
        BuyerLoad.Result paced = told(out, "paced", orders.next(PACED).run(CONNECTIONS, pace));
        settle(platform, out);

        double p99 = paced.millisAt(0.99);
        Map<String, Long> verdicts = tables.verdicts();
        // The first sign-in may have ended by now.
        JsonArray broken = gateway.get("/admin/v1/points/invariants", operator(platform, gateway))
                .expect(200)
                .json()
                .getAsJsonArray("broken");
        return List.of(
                new Measured(
                        "orders accepted through the gateway",
                        String.format(Locale.ROOT, "%,.0f/s", accepted),
                        String.format(Locale.ROOT, "≥ %,.0f/s", LEAST_RATE),
                        accepted >= LEAST_RATE,
                        CONDITIONS),
                new Measured(
                        String.format(Locale.ROOT, "p99 at %,.0f/s", pace),
                        String.format(Locale.ROOT, "%.1f ms", p99),
                        String.format(Locale.ROOT, "≤ %.0f ms", MOST_MILLIS),
                        accepted >= LEAST_RATE && p99 <= MOST_MILLIS && paced.with(201) == PACED,
                        CONDITIONS),
                Measured.plain(
                        String.format(Locale.ROOT, "p50 at %,.0f/s; p50 and p99 saturated", pace),
                        String.format(
                                Locale.ROOT,
                                "%.1f ms; %.1f ms, %.1f ms",
                                paced.millisAt(0.5),
                                full.millisAt(0.5),
                                full.millisAt(0.99)),
                        CONDITIONS),
                Measured.plain(
                        "from the last acceptance of " + SATURATED + " to the end of all",
                        drained.toSeconds() + " s",
                        "JD's van alone takes 15 s"),
                new Measured(
                        "every order accepted, decided by risk, and at its end; the ledger's invariants",
                        "accepted " + (full.with(201) + paced.with(201)) + " of " + (SATURATED + PACED) + ", verdicts "
                                + verdicts + " (" + approved + " approved by an operator), ends " + tables.states()
                                + ", broken " + broken.size(),
                        "all, none broken",
                        full.with(201) == SATURATED
                                && paced.with(201) == PACED
                                && Set.of("PASSED", "REVIEW").containsAll(verdicts.keySet())
                                && tables.open().isEmpty()
                                && broken.isEmpty(),
                        CONDITIONS));
    }

    private static BuyerLoad.Result told(PrintStream out, String what, BuyerLoad.Result result) {
        out.printf(
                Locale.ROOT,
                "  %s: %.0f/s, %s, p50 %.1f ms, p99 %.1f ms%n",
                what,
                result.perSecond(),
                result.statuses(),
                result.millisAt(0.5),
                result.millisAt(0.99));
        return result;
    }

    /** Waits until every order has its end, with an operator approving what risk wants looked at. */
    private Duration settle(Platform platform, PrintStream out) throws IOException, InterruptedException {
        var tables = new MallTables(platform);
        var gateway = new Http(platform.url("gateway"));
        String operator = operator(platform, gateway);
        JsonObject approval = new JsonObject();
        approval.addProperty("approve", true);
        approval.addProperty("reason", "压测");
        Instant start = Instant.now();
        for (String order : tables.inReview()) {
            gateway.post("/admin/v1/redemptions/" + order + "/reviews", approval, operator)
                    .expect(200);
            approved++;
        }
        try {
            Looking.until(SETTLED_WITHIN, "orders without an end", tables::open, Map::isEmpty);
        } catch (CannotContinue stuck) {
            throw new CannotContinue(stuck.getMessage() + ": " + tables.openInDetail());
        }
        Duration took = Duration.between(start, Instant.now());
        out.printf(Locale.ROOT, "  %d s until all were at their end: %s%n", took.toSeconds(), tables.states());
        return took;
    }

    private static String operator(Platform platform, Http gateway) throws IOException, InterruptedException {
        return Operator.signIn(gateway, platform.secret("jiaxiao.client-secret.platform-control"))
                .token();
    }

    private static List<String> people(Platform platform, String operator) {
        Instant now = Instant.now();
        var signed = new BenchTokens(platform.secret("jiaxiao.jwt.signing-keys"));
        List<String> tokens = IntStream.range(0, PEOPLE)
                .parallel()
                .mapToObj(i -> signed.parent(FIRST_PERSON + i, now))
                .toList();
        List<byte[]> gifts = IntStream.range(0, PEOPLE)
                .mapToObj(i -> BuyerLoad.post(
                        "/admin/v1/points/adjustments",
                        operator,
                        "gift-" + i,
                        "{\"personId\":\"" + (FIRST_PERSON + i) + "\",\"line\":\"AIXUE\",\"points\":" + POINTS
                                + ",\"reason\":\"bench\"}"))
                .toList();
        all(new BuyerLoad(platform.url("gateway").getPort(), gifts).run(16), 200, "gifts");
        List<byte[]> addresses = IntStream.range(0, PEOPLE)
                .filter(i -> kindOf(i).equals("GOODS"))
                .mapToObj(i -> BuyerLoad.post(
                        "/api/v1/addresses",
                        tokens.get(i),
                        "address-" + i,
                        "{\"receiver\":\"\\u6f14\\u793a\\u5bb6\\u957f\",\"mobile\":\"138%08d\",\"divisionCode\":"
                                        .formatted(i)
                                + "\"410105002\",\"street\":\"\\u82b1\\u56ed\\u8def1\\u53f7\",\"preferred\":true}"))
                .toList();
        all(new BuyerLoad(platform.url("gateway").getPort(), addresses).run(16), 201, "addresses");
        return tokens;
    }

    private static void all(BuyerLoad.Result result, int status, String what) {
        if (result.with(status) != result.nanos().length) {
            throw new CannotContinue("The " + what + " were answered " + result.statuses());
        }
    }

    private static String kindOf(int person) {
        return KINDS.get(person % KINDS.size());
    }

    /** Prepared orders, each parent's one after the other. */
    private static final class Orders {

        private final int port;
        private final Map<String, List<String>> goods;
        private final List<String> tokens;
        private final Map<Long, String> addresses;
        private final String key;
        private int made;

        /** @param key what the idempotency keys begin with */
        Orders(
                Platform platform,
                String key,
                Map<String, List<String>> goods,
                List<String> tokens,
                Map<Long, String> addresses) {
            this.key = key;
            this.port = platform.url("gateway").getPort();
            this.goods = goods;
            this.tokens = tokens;
            this.addresses = addresses;
        }

        BuyerLoad next(int count) {
            List<byte[]> requests = new ArrayList<>(count);
            for (int i = 0; i < count; i++, made++) {
                int person = made % PEOPLE;
                requests.add(BuyerLoad.post("/api/v1/redemptions", tokens.get(person), key + made, wish(person)));
            }
            return new BuyerLoad(port, requests);
        }

        private String wish(int person) {
            String kind = kindOf(person);
            List<String> ids = goods.getOrDefault(kind, List.of());
            String to =
                    switch (kind) {
                        case "GOODS" -> ",\"addressId\":\"" + addresses.get(FIRST_PERSON + person) + "\"";
                        case "RECHARGE" -> ",\"mobile\":\"139%08d\"".formatted(made);
                        default -> "";
                    };
            return "{\"skuId\":\"" + ids.get(made / KINDS.size() % ids.size()) + "\",\"quantity\":1" + to + "}";
        }
    }
}
