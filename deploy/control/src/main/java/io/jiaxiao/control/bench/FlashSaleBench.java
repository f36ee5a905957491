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
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Ten thousand units and fifty thousand buyers, each with a token of their own, through the gateway. */
final class FlashSaleBench implements Bench {

    private static final int UNITS = 10_000;
    private static final int BUYERS = 50_000;
    private static final int WARM_UP = 20_000;
    private static final int CONNECTIONS = 128;
    private static final long FIRST_PERSON = 8_000_000_000_000_000L;
    private static final double LEAST_RATE = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String BODY = "{\"quantity\":1}";
    private static final String CONDITIONS = CONNECTIONS + " kept connections, a token per buyer checked by gateway and"
            + " service, limits counted in Redis, tracing and access log on; load, gateway, service, Redis and database on"
            + " the same cores; after " + WARM_UP + " admissions of warm-up";

    /** Limits are counted as ever, only high enough not to be reached. */
    private static final String HIGH_LIMITS =
            """
            jiaxiao.gateway.limits:
              app: {per-user: 100000000/1h, per-ip: 100000000/1h}
              console: {per-user: 100000000/1h, per-ip: 100000000/1h}
              sign-in: {per-ip: 100000000/1h}
            """;

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
        Settings own = new Settings(
                settings.root(),
                settings.home().resolve("bench-flashsale"),
                settings.programs(),
                settings.offset(),
                Map.of());
        var platform = new Platform(own, out, 0);
        try {
            Files.createDirectories(own.home());
            Files.writeString(own.home().resolve("gateway.yml"), HIGH_LIMITS);
            platform.up(UpOptions.DEFAULT.withoutDemoData());
            return measure(platform, out);
        } catch (IOException e) {
            throw new CannotContinue("The bench could not talk to its platform: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("Interrupted");
        } finally {
            platform.down(true);
        }
    }

    private static List<Measured> measure(Platform platform, PrintStream out) throws IOException, InterruptedException {
        var gateway = new Http(platform.url("gateway"));
        String operator = Operator.signIn(gateway, platform.secret("jiaxiao.client-secret.platform-control"))
                .token();
        String goods = goods(gateway, operator);
        var tokens = new BenchTokens(platform.secret("jiaxiao.jwt.signing-keys"));
        buyers(platform, tokens, sale(gateway, operator, goods, WARM_UP), WARM_UP)
                .run(CONNECTIONS);
        String sale = sale(gateway, operator, goods, UNITS);
        out.println("  signing " + BUYERS + " tokens");
        BuyerLoad.Result result = buyers(platform, tokens, sale, BUYERS).run(CONNECTIONS);
        long admitted = result.with(201);
        long soldOut = result.with(409);
        out.printf(
                Locale.ROOT,
                "  %d admitted, %d sold out, %d others in %.1f s%n",
                admitted,
                soldOut,
                BUYERS - admitted - soldOut,
                result.time().toMillis() / 1_000.0);
        return List.of(
                new Measured(
                        "admitted of " + UNITS + " units, " + BUYERS + " buyers",
                        admitted + ", the others told that it is sold out: " + (admitted + soldOut == BUYERS),
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

    private static BuyerLoad buyers(Platform platform, BenchTokens tokens, String sale, int count) {
        Instant now = Instant.now();
        String path = "/api/v1/flash-sales/" + sale + "/admissions";
        List<byte[]> requests = IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> BuyerLoad.post(path, tokens.parent(FIRST_PERSON + i, now), "bench-" + i, BODY))
                .toList();
        return new BuyerLoad(platform.url("gateway").getPort(), requests);
    }

    /** The first product any channel sells, priced and stocked. */
    private static String goods(Http gateway, String operator) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        JsonArray found = sold(gateway, operator);
        while (found.isEmpty()) {
            if (Instant.now().isAfter(end)) {
                throw new CannotContinue("No channel's products came into the catalogue");
            }
            Thread.sleep(Duration.ofMillis(500));
            found = sold(gateway, operator);
        }
        String id = found.get(0).getAsJsonObject().get("id").getAsString();
        JsonObject terms = reasoned();
        terms.addProperty("kind", "GOODS");
        terms.addProperty("categoryId", 1);
        terms.addProperty("pointsPrice", 100);
        terms.addProperty("perPersonLimit", 0);
        put(gateway, operator, "/admin/v1/goods/" + id, terms);
        JsonObject quota = reasoned();
        quota.addProperty("quota", UNITS + WARM_UP);
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

    private static String sale(Http gateway, String operator, String goods, int units)
            throws IOException, InterruptedException {
        JsonObject plan = reasoned();
        plan.addProperty("goodsId", Long.parseLong(goods));
        plan.addProperty("name", "压测活动");
        plan.addProperty("units", units);
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
