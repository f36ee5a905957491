package io.jiaxiao.control.demo;

import com.google.gson.JsonObject;
import io.jiaxiao.control.demo.ClassStory.Family;
import java.util.Locale;
import java.util.Set;

/** A second parent has 校讯通 on the carrier's bill, by the code the carrier sends, and unsubscribes to the end of the month. */
final class BillStory {

    private static final int SMS_WAIT_MILLIS = 30_000;

    private final Steps steps;
    private final Http gateway;
    private final Http partners;
    private final Family family;
    private final Shop shop;

    BillStory(Steps steps, Http gateway, Http partners, Family family) {
        this.steps = steps;
        this.gateway = gateway;
        this.partners = partners;
        this.family = family;
        this.shop = new Shop(steps, gateway, partners, family);
    }

    void tell() {
        JsonObject made =
                shop.purchase(shop.quote("XIAOXUNTONG_M1", "校讯通 on the carrier's bill", "CARRIER"), "CARRIER");
        steps.note(Shop.text(made, "billTerms"));
        String id = Shop.text(made, "id");
        String code = code(id, Shop.text(made, "billTerms"));
        String confirmations = "/api/v1/purchases/" + id + "/carrier-confirmations";
        steps.step("a wrong code is refused, and the order lives on", () -> gateway.post(
                        confirmations, of("code", other(code)), family.token())
                .expect(422));
        JsonObject taken = steps.step("the right one is sent in: POST …/carrier-confirmations", () -> gateway.post(
                        confirmations, of("code", code), family.token())
                .expect(200)
                .json());
        steps.note(Shop.text(taken, "result"));
        JsonObject story =
                shop.await(id, Set.of("PAID"), "the carrier's signed notify, or our question: it is on the bill");
        steps.step("the child may use 校讯通", () -> shop.awaitOpen("XIAOXUNTONG", true));
        ended(Shop.text(story.getAsJsonObject("purchase"), "subscriptionId"));
    }

    private String code(String purchase, String terms) {
        var phone = new SimulatedPhone(partners, family.mobile());
        long silent = steps.step("the second parent's phone is silent", phone::now);
        JsonObject sent =
                steps.step("the terms are read, a code is asked for: POST …/carrier-codes", () -> gateway.post(
                                "/api/v1/purchases/" + purchase + "/carrier-codes", of("shown", terms), family.token())
                        .expect(200)
                        .json());
        steps.note("good for " + Shop.text(sent, "livesSeconds") + " s, another one in "
                + Shop.text(sent, "againInSeconds") + " s");
        return steps.step(
                "10086 sends it to the phone; we never see it", () -> phone.codeAfter(silent, SMS_WAIT_MILLIS));
    }

    private void ended(String subscription) {
        JsonObject ending = steps.step("unsubscribed: POST …/carrier-endings", () -> gateway.post(
                        "/api/v1/subscriptions/" + subscription + "/carrier-endings", new JsonObject(), family.token())
                .expect(200)
                .json());
        steps.note(Shop.text(ending, "state") + " · through " + Shop.text(ending, "through"));
        Steps.require(Shop.text(ending, "state").equals("ENDING"), "it does not end: " + ending);
        steps.step("and it is open until then", () -> shop.awaitOpen("XIAOXUNTONG", true));
    }

    private static JsonObject of(String field, String value) {
        JsonObject body = new JsonObject();
        body.addProperty(field, value);
        return body;
    }

    private static String other(String code) {
        return String.format(Locale.ROOT, "%06d", (Integer.parseInt(code) + 1) % 1_000_000);
    }
}
