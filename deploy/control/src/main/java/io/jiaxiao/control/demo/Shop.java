package io.jiaxiao.control.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.jiaxiao.control.Looking;
import io.jiaxiao.control.demo.ClassStory.Family;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** What every buyer of the demo does: a price, a purchase, a code, and looking until something has come about. */
final class Shop {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Steps steps;
    private final Http gateway;
    private final Http partners;
    private final Family family;

    Shop(Steps steps, Http gateway, Http partners, Family family) {
        this.steps = steps;
        this.gateway = gateway;
        this.partners = partners;
        this.family = family;
    }

    JsonObject quote(String plan, String name, String method) {
        JsonObject ask = new JsonObject();
        ask.addProperty("planCode", plan);
        ask.addProperty("classId", family.classId());
        ask.addProperty("method", method);
        JsonObject quote = steps.step("a price for " + name + " that binds: POST /api/v1/quotes", () -> gateway.post(
                        "/api/v1/quotes", ask, family.token())
                .expect(201)
                .json());
        steps.note(yuan(quote.get("priceFen").getAsLong()) + " until " + text(quote, "expiresAt"));
        return quote;
    }

    JsonObject purchase(JsonObject quote, String method) {
        JsonObject wish = new JsonObject();
        wish.addProperty("quoteId", text(quote, "id"));
        wish.addProperty("childId", family.childId());
        wish.addProperty("method", method);
        return steps.step("POST /api/v1/purchases", () -> gateway.post(
                        "/api/v1/purchases",
                        wish,
                        family.token(),
                        UUID.randomUUID().toString())
                .expect(201)
                .json());
    }

    String paymentCode(String purchase) {
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

    Http.Answer wallet(String deed, String code) throws IOException, InterruptedException {
        JsonObject scan = new JsonObject();
        scan.addProperty("qrCode", code);
        return partners.post("/alipay/wallet/" + deed, scan, null);
    }

    /** @return the purchase with its story, once it is in one of these states */
    JsonObject await(String purchase, Set<String> wanted, String text) {
        return steps.step(
                text,
                () -> Looking.until(
                        PATIENCE,
                        "the purchase",
                        () -> look(purchase),
                        story -> wanted.contains(text(story.getAsJsonObject("purchase"), "state"))));
    }

    JsonObject look(String purchase) throws IOException, InterruptedException {
        return gateway.get("/api/v1/purchases/" + purchase, family.token())
                .expect(200)
                .json();
    }

    JsonObject awaitOpen(String product, boolean wanted) throws Exception {
        return Looking.until(
                PATIENCE,
                product + " is to be " + (wanted ? "open" : "closed"),
                () -> gateway.get("/api/v1/entitlements?childId=" + family.childId(), family.token())
                        .expect(200)
                        .json(),
                all -> isOpen(all.getAsJsonArray("items"), product) == wanted);
    }

    private static boolean isOpen(JsonArray entitlements, String product) {
        for (JsonElement one : entitlements) {
            if (text(one.getAsJsonObject(), "product").equals(product)) {
                return one.getAsJsonObject().get("open").getAsBoolean();
            }
        }
        return false;
    }

    static String yuan(long fen) {
        return "¥" + fen / 100 + "." + fen / 10 % 10 + fen % 10;
    }

    static String text(JsonObject object, String field) {
        JsonElement value = object.get(field);
        return value == null || value.isJsonNull() ? "-" : value.getAsString();
    }
}
