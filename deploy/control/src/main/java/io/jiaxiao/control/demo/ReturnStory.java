package io.jiaxiao.control.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.jiaxiao.control.Looking;
import io.jiaxiao.control.demo.ClassStory.Family;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/**
 * A third parent buys 高考王者(尊享版) under 订3退3, sees on which days how much comes back, and cancels within the cooling-off
 * days: exactly what the preview said comes back, in our books and in Alipay's.
 */
final class ReturnStory {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Steps steps;
    private final Http gateway;
    private final Family family;
    private final Shop shop;

    ReturnStory(Steps steps, Http gateway, Http partners, Family family) {
        this.steps = steps;
        this.gateway = gateway;
        this.family = family;
        this.shop = new Shop(steps, gateway, partners, family);
    }

    void tell() {
        JsonObject quote = shop.quote("GAOKAO_VIP_M3_BACK3", "高考王者(尊享版) 订3退3", "ALIPAY");
        JsonArray promised =
                returns("what comes back if it is kept: GET …/quotes/…/returns", "quotes/" + Shop.text(quote, "id"));
        String id = Shop.text(shop.purchase(quote, "ALIPAY"), "id");
        String code = shop.paymentCode(id);
        steps.step("the wallet pays", () -> shop.wallet("pay", code).expect(200));
        JsonObject paid = shop.await(id, Set.of("PAID"), "the purchase is paid");
        JsonArray planned = returns("the same plan holds after payment: GET …/purchases/…/returns", "purchases/" + id);
        Steps.require(days(planned).equals(days(promised)), "promised " + promised + ", but planned " + planned);
        cancelled(id, code, Shop.text(paid.getAsJsonObject("purchase"), "subscriptionId"));
    }

    private JsonArray returns(String text, String of) {
        JsonObject plan = steps.step(text, () -> gateway.get("/api/v1/" + of + "/returns", family.token())
                .expect(200)
                .json());
        JsonArray instalments = plan.getAsJsonArray("instalments");
        Steps.require(!instalments.isEmpty(), "nothing comes back: " + plan);
        for (String day : days(instalments).split(", ")) {
            steps.note(day);
        }
        steps.note("in all " + Shop.yuan(plan.get("totalFen").getAsLong()));
        return instalments;
    }

    private static String days(JsonArray instalments) {
        StringBuilder days = new StringBuilder();
        for (JsonElement one : instalments) {
            JsonObject instalment = one.getAsJsonObject();
            days.append(days.isEmpty() ? "" : ", ")
                    .append(Shop.text(instalment, "dueOn"))
                    .append(' ')
                    .append(Shop.yuan(instalment.get("amountFen").getAsLong()));
        }
        return days.toString();
    }

    private void cancelled(String purchase, String code, String subscription) {
        String path = "/api/v1/subscriptions/" + subscription;
        long back = steps.step("what a cancellation today gives back: GET …/refund-preview", () -> gateway.get(
                        path + "/refund-preview", family.token())
                .expect(200)
                .json()
                .get("backFen")
                .getAsLong());
        steps.note(Shop.yuan(back));
        JsonObject expected = new JsonObject();
        expected.addProperty("expectedFen", back);
        steps.step("cancelled at exactly that sum", () -> gateway.post(
                        path + "/cancellations",
                        expected,
                        family.token(),
                        UUID.randomUUID().toString())
                .expect(200));
        JsonObject ended = shop.await(purchase, Set.of("REFUNDED"), "the money is back");
        Steps.require(
                ended.getAsJsonObject("purchase").get("backFen").getAsLong() == back,
                "another sum came back than the preview said: " + ended);
        steps.step("and Alipay's own books say the same", () -> refunded(code, back));
        JsonObject left = steps.step("no instalment comes any more", () -> gateway.get(
                        "/api/v1/purchases/" + purchase + "/returns", family.token())
                .expect(200)
                .json());
        steps.note("still to come: " + Shop.yuan(left.get("totalFen").getAsLong()));
        steps.step("the entitlement is closed", () -> shop.awaitOpen("GAOKAO_VIP", false));
    }

    private JsonObject refunded(String code, long back) throws Exception {
        return Looking.until(
                PATIENCE,
                Shop.yuan(back) + " is to come back, the trade",
                () -> shop.wallet("scan", code).expect(200).json(),
                trade -> {
                    JsonArray refunds = trade.getAsJsonArray("refunds");
                    return refunds.size() == 1
                            && Shop.yuan(back)
                                    .equals("¥" + Shop.text(refunds.get(0).getAsJsonObject(), "amount"));
                });
    }
}
