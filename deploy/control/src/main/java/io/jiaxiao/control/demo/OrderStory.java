package io.jiaxiao.control.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.jiaxiao.control.Looking;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.demo.ClassStory.Family;
import java.time.Duration;
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
    private static final int SMS_WAIT_MILLIS = 30_000;
    private static final Set<String> ENDS = Set.of("PAID", "REFUNDED", "CLOSED");

    private final Platform platform;
    private final Steps steps;
    private final Http gateway;
    private final Http partners;
    private final Family family;
    private final Shop shop;

    OrderStory(Platform platform, Steps steps, Http gateway, Family family) {
        this.platform = platform;
        this.steps = steps;
        this.gateway = gateway;
        this.partners = new Http(platform.url("partners"));
        this.family = family;
        this.shop = new Shop(steps, gateway, partners, family);
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
                    steps.note(Shop.text(product.getAsJsonObject(), "title") + " · "
                            + Shop.text(plan.getAsJsonObject(), "title") + " · "
                            + Shop.text(price.getAsJsonObject(), "method")
                            + " · "
                            + Shop.yuan(price.getAsJsonObject().get("priceFen").getAsLong()));
                }
            }
        }
    }

    private String bought() {
        var phone = new SimulatedPhone(partners, family.mobile());
        long silent = steps.step("the parent's phone is silent", phone::now);
        JsonObject made = shop.purchase(shop.quote("AIXUE_MOBILE_M1", "AI学(移动)", "ALIPAY"), "ALIPAY");
        String id = Shop.text(made, "id");
        String code = shop.paymentCode(id);
        steps.note(code);
        JsonObject trade = steps.step(
                "the wallet scans the code and pays: only now there is a trade",
                () -> pay(code).expect(200).json());
        steps.note(Shop.text(trade, "status") + " · ¥" + Shop.text(trade, "totalAmount"));
        Steps.require(
                Shop.yuan(made.get("priceFen").getAsLong()).equals("¥" + Shop.text(trade, "totalAmount")),
                "the price quoted is not the price charged: " + made + " and " + trade);
        shop.await(id, Set.of("PAID"), "the notify is verified, the purchase is paid");
        steps.step("the child may use it: GET /api/v1/entitlements", () -> shop.awaitOpen("AIXUE_MOBILE", true));
        steps.step("and AI学 itself is told so: GET /open/v1/entitlements", () -> {
            JsonObject open = gateway.get(
                            "/open/v1/entitlements?product=AIXUE_MOBILE&childId=" + family.childId(), lineToken())
                    .expect(200)
                    .json();
            Steps.require(open.get("open").getAsBoolean(), "not open: " + open);
            steps.note("paid through " + Shop.text(open, "paidThrough"));
            return open;
        });
        steps.step("the SMS about it is on the phone", () -> phone.textAfter(silent, "AI学", SMS_WAIT_MILLIS));
        return id;
    }

    private void cancelled(String purchase) {
        String subscription = steps.step(
                "the parent thinks again",
                () -> Shop.text(shop.look(purchase).getAsJsonObject("purchase"), "subscriptionId"));
        String path = "/api/v1/subscriptions/" + subscription;
        long back = steps.step("what would come back: GET …/refund-preview", () -> gateway.get(
                        path + "/refund-preview", family.token())
                .expect(200)
                .json()
                .get("backFen")
                .getAsLong());
        steps.note(Shop.yuan(back) + ", all of it within the cooling-off days");
        JsonObject expected = new JsonObject();
        expected.addProperty("expectedFen", back);
        steps.step("cancelled at exactly that sum", () -> gateway.post(
                        path + "/cancellations",
                        expected,
                        family.token(),
                        UUID.randomUUID().toString())
                .expect(200));
        JsonObject ended = shop.await(purchase, Set.of("REFUNDED"), "Alipay has given the money back");
        Steps.require(
                ended.getAsJsonObject("purchase").get("backFen").getAsLong() == back,
                "another sum came back than the preview said: " + ended);
        steps.step("and the entitlement is closed", () -> shop.awaitOpen("AIXUE_MOBILE", false));
    }

    private void atOnce() {
        String id = Shop.text(shop.purchase(shop.quote("ZHONGXIANG_M1", "众享阅读", "ALIPAY"), "ALIPAY"), "id");
        String code = shop.paymentCode(id);
        int[] answers = steps.step("paid and cancelled at the same moment", () -> together(id, code));
        steps.note("wallet " + answers[0] + ", cancellation " + answers[1]);
        JsonObject story = shop.await(id, ENDS, "it ends in one state");
        String state = Shop.text(story.getAsJsonObject("purchase"), "state");
        steps.note(state);
        steps.step("and the money is where it belongs", () -> awaitMoney(code, state, answers[0]));
    }

    private Http.Answer pay(String code) throws Exception {
        return shop.wallet("pay", code);
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
        return Looking.until(
                PATIENCE,
                "the purchase is " + state + ", the trade",
                () -> shop.wallet("scan", code).expect(200).json(),
                trade -> {
                    JsonArray refunds = trade.getAsJsonArray("refunds");
                    return state.equals("PAID")
                            ? refunds.isEmpty()
                            : refunds.size() == 1
                                    && Shop.text(refunds.get(0).getAsJsonObject(), "amount")
                                            .equals(Shop.text(trade, "totalAmount"));
                });
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
}
