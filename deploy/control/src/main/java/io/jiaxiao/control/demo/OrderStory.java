package io.jiaxiao.control.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.demo.ClassStory.Family;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The second half of the third chapter: the parent sees prices, pays by Alipay, gets the entitlement, and cancels. */
final class OrderStory {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final int SMS_WAIT_MILLIS = 30_000;
    private static final Set<String> ENDS = Set.of("PAID", "REFUNDED", "CLOSED");

    private final Platform platform;
    private final Steps steps;
    private final Http gateway;
    private final Http partners;
    private final Family family;

    OrderStory(Platform platform, Steps steps, Http gateway, Family family) {
        this.platform = platform;
        this.steps = steps;
        this.gateway = gateway;
        this.partners = new Http(platform.url("partners"));
        this.family = family;
    }

    void tell() {
        prices();
        String purchase = bought();
        cancelled(purchase);
        atOnce();
    }

    private void prices() {
        JsonArray products = steps.step("GET /api/v1/products: what there is for the child's class", () -> gateway.get(
                        "/api/v1/products?classId=" + family.classId(), family.token())
                .expect(200)
                .json()
                .getAsJsonArray("items"));
        Steps.require(!products.isEmpty(), "nothing is on sale for the class");
        for (JsonElement product : products) {
            for (JsonElement plan : product.getAsJsonObject().getAsJsonArray("plans")) {
                for (JsonElement price : plan.getAsJsonObject().getAsJsonArray("prices")) {
                    steps.note(text(product.getAsJsonObject(), "title") + " · "
                            + text(plan.getAsJsonObject(), "title") + " · " + text(price.getAsJsonObject(), "method")
                            + " · "
                            + yuan(price.getAsJsonObject().get("priceFen").getAsLong()));
                }
            }
        }
    }

    private String bought() {
        var phone = new SimulatedPhone(partners, family.mobile());
        long silent = steps.step("the parent's phone is silent", phone::now);
        JsonObject made = purchase("AIXUE_MOBILE_M1", "AI学(移动)");
        String id = text(made, "id");
        String code = paymentCode(id);
        steps.note(code);
        JsonObject trade = steps.step(
                "the wallet scans the code and pays: only now there is a trade",
                () -> pay(code).expect(200).json());
        steps.note(text(trade, "status") + " · ¥" + text(trade, "totalAmount"));
        Steps.require(
                yuan(made.get("priceFen").getAsLong()).equals("¥" + text(trade, "totalAmount")),
                "the price quoted is not the price charged: " + made + " and " + trade);
        await(id, Set.of("PAID"), "the notify is verified, the purchase is paid");
        steps.step("the child may use it: GET /api/v1/entitlements", () -> awaitOpen(true));
        steps.step("and AI学 itself is told so: GET /open/v1/entitlements", () -> {
            JsonObject open = gateway.get(
                            "/open/v1/entitlements?product=AIXUE_MOBILE&childId=" + family.childId(), lineToken())
                    .expect(200)
                    .json();
            Steps.require(open.get("open").getAsBoolean(), "not open: " + open);
            steps.note("paid through " + text(open, "paidThrough"));
            return open;
        });
        steps.step("the SMS about it is on the phone", () -> phone.textAfter(silent, "AI学", SMS_WAIT_MILLIS));
        return id;
    }

    private void cancelled(String purchase) {
        String subscription = steps.step(
                "the parent thinks again", () -> text(look(purchase).getAsJsonObject("purchase"), "subscriptionId"));
        String path = "/api/v1/subscriptions/" + subscription;
        long back = steps.step("what would come back: GET …/refund-preview", () -> gateway.get(
                        path + "/refund-preview", family.token())
                .expect(200)
                .json()
                .get("backFen")
                .getAsLong());
        steps.note(yuan(back) + ", all of it within the cooling-off days");
        JsonObject expected = new JsonObject();
        expected.addProperty("expectedFen", back);
        steps.step("cancelled at exactly that sum", () -> gateway.post(
                        path + "/cancellations",
                        expected,
                        family.token(),
                        UUID.randomUUID().toString())
                .expect(200));
        JsonObject ended = await(purchase, Set.of("REFUNDED"), "Alipay has given the money back");
        Steps.require(
                ended.getAsJsonObject("purchase").get("backFen").getAsLong() == back,
                "another sum came back than the preview said: " + ended);
        steps.step("and the entitlement is closed", () -> awaitOpen(false));
    }

    private void atOnce() {
        String id = text(purchase("ZHONGXIANG_M1", "众享阅读"), "id");
        String code = paymentCode(id);
        int[] answers = steps.step("paid and cancelled at the same moment", () -> together(id, code));
        steps.note("wallet " + answers[0] + ", cancellation " + answers[1]);
        JsonObject story = await(id, ENDS, "it ends in one state");
        String state = text(story.getAsJsonObject("purchase"), "state");
        steps.note(state);
        steps.step("and the money is where it belongs", () -> awaitMoney(code, state, answers[0]));
    }

    private JsonObject purchase(String plan, String name) {
        JsonObject ask = new JsonObject();
        ask.addProperty("planCode", plan);
        ask.addProperty("classId", family.classId());
        ask.addProperty("method", "ALIPAY");
        JsonObject quote = steps.step("a price for " + name + " that binds: POST /api/v1/quotes", () -> gateway.post(
                        "/api/v1/quotes", ask, family.token())
                .expect(201)
                .json());
        steps.note(yuan(quote.get("priceFen").getAsLong()) + " until " + text(quote, "expiresAt"));
        JsonObject wish = new JsonObject();
        wish.addProperty("quoteId", text(quote, "id"));
        wish.addProperty("childId", family.childId());
        wish.addProperty("method", "ALIPAY");
        return steps.step("POST /api/v1/purchases", () -> gateway.post(
                        "/api/v1/purchases",
                        wish,
                        family.token(),
                        UUID.randomUUID().toString())
                .expect(201)
                .json());
    }

    private String paymentCode(String purchase) {
        return steps.step(
                "Alipay's code to scan: POST …/payment-code",
                () -> text(
                        gateway.post(
                                        "/api/v1/purchases/" + purchase + "/payment-code",
                                        new JsonObject(),
                                        family.token())
                                .expect(200)
                                .json(),
                        "qrCode"));
    }

    private Http.Answer pay(String code) throws Exception {
        return wallet("pay", code);
    }

    private Http.Answer wallet(String deed, String code) throws Exception {
        JsonObject scan = new JsonObject();
        scan.addProperty("qrCode", code);
        return partners.post("/alipay/wallet/" + deed, scan, null);
    }

    /** @return the wallet's status and the cancellation's */
    private int[] together(String purchase, String code) throws Exception {
        var start = new CountDownLatch(1);
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            Future<Integer> paid = both.submit(() -> {
                start.await();
                return pay(code).status();
            });
            Future<Integer> cancelled = both.submit(() -> {
                start.await();
                return gateway.post(
                                "/api/v1/purchases/" + purchase + "/cancellations", new JsonObject(), family.token())
                        .status();
            });
            start.countDown();
            return new int[] {paid.get(), cancelled.get()};
        }
    }

    /** Paid: the whole price is with us. Closed: nothing was ever paid, or all of it went back. */
    private JsonObject awaitMoney(String code, String state, int wallet) throws Exception {
        if (wallet != 200) {
            Steps.require(!state.equals("PAID"), "a purchase is paid, but the wallet was refused with " + wallet);
            return new JsonObject();
        }
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            JsonObject trade = wallet("scan", code).expect(200).json();
            JsonArray refunds = trade.getAsJsonArray("refunds");
            boolean right = state.equals("PAID")
                    ? refunds.isEmpty()
                    : refunds.size() == 1
                            && text(refunds.get(0).getAsJsonObject(), "amount").equals(text(trade, "totalAmount"));
            if (right) {
                return trade;
            }
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("the purchase is " + state + ", but the trade is " + trade);
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private JsonObject await(String purchase, Set<String> wanted, String text) {
        return steps.step(text, () -> {
            Instant end = Instant.now().plus(PATIENCE);
            while (true) {
                JsonObject story = look(purchase);
                if (wanted.contains(text(story.getAsJsonObject("purchase"), "state"))) {
                    return story;
                }
                if (Instant.now().isAfter(end)) {
                    throw new IllegalStateException("the purchase is still " + story);
                }
                Thread.sleep(LOOK_EVERY);
            }
        });
    }

    private JsonObject look(String purchase) throws Exception {
        return gateway.get("/api/v1/purchases/" + purchase, family.token())
                .expect(200)
                .json();
    }

    private JsonObject awaitOpen(boolean wanted) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            JsonObject all = gateway.get("/api/v1/entitlements?childId=" + family.childId(), family.token())
                    .expect(200)
                    .json();
            if (isOpen(all.getAsJsonArray("items")) == wanted) {
                return all;
            }
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("still not as wanted: " + all);
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private static boolean isOpen(JsonArray entitlements) {
        for (JsonElement one : entitlements) {
            if (text(one.getAsJsonObject(), "product").equals("AIXUE_MOBILE")) {
                return one.getAsJsonObject().get("open").getAsBoolean();
            }
        }
        return false;
    }

    private String lineToken() throws Exception {
        String secret = platform.secret("jiaxiao.client-secret.aixue");
        return gateway.form(
                        "/auth/token",
                        Map.of("grant_type", "client_credentials", "client_id", "aixue", "client_secret", secret))
                .expect(200)
                .json()
                .get("access_token")
                .getAsString();
    }

    private static String yuan(long fen) {
        return "¥" + fen / 100 + "." + fen / 10 % 10 + fen % 10;
    }

    private static String text(JsonObject object, String field) {
        JsonElement value = object.get(field);
        return value == null || value.isJsonNull() ? "-" : value.getAsString();
    }
}
