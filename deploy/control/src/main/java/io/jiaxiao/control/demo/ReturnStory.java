package io.jiaxiao.control.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.jiaxiao.control.Calendar;
import io.jiaxiao.control.Looking;
import io.jiaxiao.control.demo.ClassStory.Family;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/**
 * 高考王者(尊享版) under 订3退3: a parent sees on which days how much comes back. One cancels within the cooling-off days, another
 * keeps it while the months go by: exactly what the preview said comes back, in our books and in Alipay's.
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

    /** The family cancels on the first day. */
    void tellCancelled() {
        Bought bought = bought();
        JsonObject paid = shop.await(bought.purchase(), Set.of("PAID"), "the purchase is paid");
        bought.requireAsPromised(planned(bought));
        cancelled(bought.purchase(), bought.code(), Shop.text(paid.getAsJsonObject("purchase"), "subscriptionId"));
    }

    /** The family keeps it, and the calendar is moved from one due day to the next. */
    void tellKept(Calendar calendar) {
        Bought bought = bought();
        shop.await(bought.purchase(), Set.of("PAID"), "the purchase is paid");
        bought.requireAsPromised(planned(bought));
        long back = 0;
        int times = 0;
        for (JsonElement each : bought.promised()) {
            LocalDate due = LocalDate.parse(Shop.text(each.getAsJsonObject(), "dueOn"));
            long sum = back + each.getAsJsonObject().get("amountFen").getAsLong();
            int many = ++times;
            steps.step("the calendar moves to " + due, () -> {
                calendar.moveTo(due);
                return calendar.today();
            });
            steps.step(
                    "instalment " + many + " is back: in all " + Shop.yuan(sum) + ", in our books and in Alipay's",
                    () -> {
                        Looking.until(PATIENCE, "our books", () -> look(bought), plan -> isDone(plan, many));
                        return refunded(bought.code(), many, sum);
                    });
            back = sum;
        }
        long promised = sum(bought.promised());
        Steps.require(back == promised, Shop.yuan(promised) + " were promised, " + Shop.yuan(back) + " came back");
        steps.step("the term is over, the entitlement has ended", () -> shop.awaitOpen("GAOKAO_VIP", false));
    }

    /** @param promised instalments as the preview of the price showed them */
    private record Bought(String purchase, String code, JsonArray promised) {

        void requireAsPromised(JsonArray planned) {
            Steps.require(days(planned).equals(days(promised)), "promised " + promised + ", but planned " + planned);
        }
    }

    private Bought bought() {
        JsonObject quote = shop.quote("GAOKAO_VIP_M3_BACK3", "高考王者(尊享版) 订3退3", "ALIPAY");
        JsonArray promised =
                returns("what comes back if it is kept: GET …/quotes/…/returns", "quotes/" + Shop.text(quote, "id"));
        String id = Shop.text(shop.purchase(quote, "ALIPAY"), "id");
        String code = shop.paymentCode(id);
        steps.step("the wallet pays", () -> shop.wallet("pay", code).expect(200));
        return new Bought(id, code, promised);
    }

    private JsonArray planned(Bought bought) {
        return returns(
                "the same plan holds after payment: GET …/purchases/…/returns", "purchases/" + bought.purchase());
    }

    private JsonArray look(Bought bought) throws IOException, InterruptedException {
        return gateway.get("/api/v1/purchases/" + bought.purchase() + "/returns", family.token())
                .expect(200)
                .json()
                .getAsJsonArray("instalments");
    }

    /** Whether the first so many are given back, and no other. */
    private static boolean isDone(JsonArray plan, int many) {
        for (int i = 0; i < plan.size(); i++) {
            String state = Shop.text(plan.get(i).getAsJsonObject(), "state");
            if (state.equals("RETURNED") != i < many) {
                return false;
            }
        }
        return true;
    }

    private static long sum(JsonArray instalments) {
        long sum = 0;
        for (JsonElement each : instalments) {
            sum += each.getAsJsonObject().get("amountFen").getAsLong();
        }
        return sum;
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
        steps.step("and Alipay's own books say the same", () -> refunded(code, 1, back));
        JsonObject left = steps.step("no instalment comes any more", () -> gateway.get(
                        "/api/v1/purchases/" + purchase + "/returns", family.token())
                .expect(200)
                .json());
        steps.note("still to come: " + Shop.yuan(left.get("totalFen").getAsLong()));
        steps.step("the entitlement is closed", () -> shop.awaitOpen("GAOKAO_VIP", false));
    }

    private JsonObject refunded(String code, int times, long back) throws IOException, InterruptedException {
        return Looking.until(
                PATIENCE,
                Shop.yuan(back) + " is to be back after " + times + " refunds, the trade",
                () -> shop.wallet("scan", code).expect(200).json(),
                trade -> {
                    JsonArray refunds = trade.getAsJsonArray("refunds");
                    return refunds.size() == times && fen(refunds) == back;
                });
    }

    private static long fen(JsonArray refunds) {
        long sum = 0;
        for (JsonElement each : refunds) {
            sum += each.getAsJsonObject()
                    .get("amount")
                    .getAsBigDecimal()
                    .movePointRight(2)
                    .longValueExact();
        }
        return sum;
    }
}
