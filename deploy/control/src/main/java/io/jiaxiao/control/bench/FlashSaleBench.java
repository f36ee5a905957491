package io.jiaxiao.control.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
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
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Ten thousand units and fifty thousand buyers, each with a token of their own, through the gateway. */
final class FlashSaleBench implements Bench {

    private static final int UNITS = 10_000;
    private static final int BUYERS = 50_000;
    private static final int WARM_UPS = 2;
    private static final int CONNECTIONS = 128;
    private static final long FIRST_PERSON = 8_000_000_000_000_000L;
    private static final double LEAST_RATE = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String BODY = "{\"quantity\":1}";
    private static final String CONDITIONS = CONNECTIONS + " kept connections, a token per buyer checked by gateway and"
            + " service, limits counted in Redis, tracing and access log on; load, gateway, service, Redis and database on"
            + " the same cores; after " + WARM_UPS + " such sales of warm-up";

    @Override
    public String name() {
        return "flashsale";
    }

    @Override
    public String about() {
        return "10,000 units and 50,000 buyers over HTTP through the gateway: who is admitted, and how fast.";
    }

    @Override
    public List<Measured> run(Settings settings, PrintStream out) {
        return OwnPlatform.measure(
                name(), settings, UpOptions.DEFAULT.withoutDemoData(), out, platform -> measure(platform, out));
    }

    private static List<Measured> measure(Platform platform, PrintStream out) throws IOException, InterruptedException {
        var gateway = new Http(platform.url("gateway"));
        String operator = Operator.signIn(gateway, platform.secret("jiaxiao.client-secret.platform-control"))
                .token();
        String goods = goods(gateway, operator);
        var tokens = new BenchTokens(platform.secret("jiaxiao.jwt.signing-keys"));
        for (int i = 0; i < WARM_UPS; i++) {
            out.printf(
                    Locale.ROOT,
                    "  warm-up: %,.0f/s%n",
                    sale(gateway, operator, goods, platform, tokens).perSecond());
        }
        BuyerLoad.Result result = sale(gateway, operator, goods, platform, tokens);
        long admitted = result.with(201);
        long soldOut = result.with(409);
        out.printf(
                Locale.ROOT,
                "  %d admitted, %d sold out, in %.1f s; by status %s%n",
                admitted,
                soldOut,
                result.time().toMillis() / 1_000.0,
                result.statuses());
        return List.of(
                new Measured(
                        "admitted of " + UNITS + " units, " + BUYERS + " buyers",
                        admitted + ", told that it is sold out " + soldOut + ", by status " + result.statuses(),
                        "= " + UNITS,
                        admitted == UNITS && admitted + soldOut == BUYERS,
                        CONDITIONS),
                new Measured(
                        "answers to buyers through the gateway",
                        String.format(Locale.ROOT, "%,.0f/s", result.perSecond()),
                        String.format(Locale.ROOT, "≥ %,.0f/s", LEAST_RATE),
                        result.perSecond() >= LEAST_RATE,
                        CONDITIONS),
                Measured.plain(
                        "p50 and p99 of an answer",
                        String.format(Locale.ROOT, "%.1f ms, %.1f ms", result.millisAt(0.5), result.millisAt(0.99)),
                        CONDITIONS));
    }

    /** A sale of its own: most are told that it is sold out, before and while it is measured. */
    private static BuyerLoad.Result sale(
            Http gateway, String operator, String goods, Platform platform, BenchTokens tokens)
            throws IOException, InterruptedException {
        String sale = open(gateway, operator, goods);
        Instant now = Instant.now();
        String path = "/api/v1/flash-sales/" + sale + "/admissions";
        List<byte[]> requests = IntStream.range(0, BUYERS)
                .parallel()
                .mapToObj(i -> BuyerLoad.post(path, tokens.parent(FIRST_PERSON + i, now), "bench-" + i, BODY))
                .toList();
        return new BuyerLoad(platform.url("gateway").getPort(), requests).run(CONNECTIONS);
    }

    /** The first product any channel sells, priced and stocked. */
    private static String goods(Http gateway, String operator) throws IOException, InterruptedException {
        JsonArray found = Looking.until(
                PATIENCE,
                "what channels' products are in the catalogue",
                () -> sold(gateway, operator),
                items -> !items.isEmpty());
        String id = found.get(0).getAsJsonObject().get("id").getAsString();
        JsonObject terms = reasoned();
        terms.addProperty("kind", "GOODS");
        terms.addProperty("categoryId", 1);
        terms.addProperty("pointsPrice", 100);
        terms.addProperty("perPersonLimit", 0);
        put(gateway, operator, "/admin/v1/goods/" + id, terms);
        JsonObject quota = reasoned();
        quota.addProperty("quota", (WARM_UPS + 1) * UNITS);
        put(gateway, operator, "/admin/v1/goods/" + id + "/quota", quota);
        JsonObject shelf = reasoned();
        shelf.addProperty("on", true);
        put(gateway, operator, "/admin/v1/goods/" + id + "/shelf", shelf);
        return id;
    }

    private static JsonArray sold(Http gateway, String operator) throws IOException, InterruptedException {
        return gateway.get("/admin/v1/goods?partnerOn=true&size=1", operator)
                .expect(200)
                .json()
                .getAsJsonArray("items");
    }

    private static String open(Http gateway, String operator, String goods) throws IOException, InterruptedException {
        JsonObject plan = reasoned();
        plan.addProperty("goodsId", Long.parseLong(goods));
        plan.addProperty("name", "压测活动");
        plan.addProperty("units", UNITS);
        plan.addProperty("pointsPrice", 10);
        plan.addProperty("perPersonLimit", 1);
        plan.addProperty("startsAt", Instant.now().minusSeconds(60).toString());
        plan.addProperty("endsAt", Instant.now().plusSeconds(3_600).toString());
        return gateway.post("/admin/v1/flash-sales", plan, operator)
                .expect(201)
                .json()
                .get("id")
                .getAsString();
    }

    private static void put(Http gateway, String operator, String path, JsonObject body)
            throws IOException, InterruptedException {
        gateway.put(path, body, operator).expect(200);
    }

    private static JsonObject reasoned() {
        JsonObject body = new JsonObject();
        body.addProperty("reason", "压测");
        return body;
    }
}
