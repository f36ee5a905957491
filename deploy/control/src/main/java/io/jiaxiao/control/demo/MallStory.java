package io.jiaxiao.control.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.jiaxiao.control.Looking;
import io.jiaxiao.control.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The second chapter of the demo: product lines grant points, a parent redeems them over all three supply channels. */
final class MallStory {

    /** JD's simulated van takes a quarter of a minute. */
    private static final Set<String> ENDS = Set.of("FULFILLED", "REFUNDED", "REVERSED");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int SMS_WAIT_MILLIS = 20_000;
    /** A number with these digits at its end is one 科飞's simulator fails to top up. */
    private static final String CANNOT_BE_TOPPED_UP = "99911";

    private final Platform platform;
    private final Steps steps;
    private final Http gateway;
    private final String token;
    private final String personId;
    private final String mobile;

    MallStory(Platform platform, Steps steps, Http gateway, String token, String personId, String mobile) {
        this.platform = platform;
        this.steps = steps;
        this.gateway = gateway;
        this.token = token;
        this.personId = personId;
        this.mobile = mobile;
    }

    void tell() {
        earn();
        JsonObject before = balance();
        steps.note("available " + number(before, "available") + ", held " + number(before, "held"));
        JsonObject goods = pick("GOODS");
        JsonObject card = pick("CARD");
        JsonObject recharge = pick("RECHARGE");
        physical(goods);
        secret(card);
        phoneBill(recharge);
        refused(recharge);
        twice(card);
        books();
    }

    private void earn() {
        grant("aixue", "LESSON_FINISHED", 5, "AI学 grants 20 points a lesson: POST /open/v1/points/grants");
        grant("zhongxiangyuedu", "READING_FINISHED", 5, "众享阅读 grants 10 points a book");
        grant("dingzhihua", "ACTIVITY_JOINED", 2, "定制化 grants 50 points an activity");
        byEvent();
    }

    private void grant(String line, String event, int quantity, String text) {
        JsonObject body = new JsonObject();
        body.addProperty("personId", personId);
        body.addProperty("event", event);
        body.addProperty("quantity", quantity);
        JsonObject answer = steps.step(text, () -> gateway.post(
                        "/open/v1/points/grants",
                        body,
                        lineToken(line),
                        UUID.randomUUID().toString())
                .expect(200)
                .json());
        steps.note(answer.get("capped").getAsBoolean() ? "the day's cap is reached" : "+" + number(answer, "points"));
    }

    private void byEvent() {
        JsonObject deed = new JsonObject();
        deed.addProperty("key", UUID.randomUUID().toString());
        deed.addProperty("personId", personId);
        deed.addProperty("event", "HOMEWORK_DONE");
        long before = number(balance(), "available");
        steps.step("数智家校 reports homework as an event: RocketMQ, topic points-earned", () -> {
            new Http(platform.url("partners"))
                    .post("/lines/SHUZHIJIAXIAO/points-earned", deed, null)
                    .expect(202);
            return Looking.until(PATIENCE, "the event is to bring points", this::available, now -> now != before);
        });
        steps.note("+" + (number(balance(), "available") - before));
    }

    private long available() throws IOException, InterruptedException {
        return number(gateway.get("/api/v1/points", token).expect(200).json(), "available");
    }

    private String lineToken(String line) throws IOException, InterruptedException {
        String secret = platform.secret("jiaxiao.client-secret." + line);
        return gateway.form(
                        "/auth/token",
                        Map.of("grant_type", "client_credentials", "client_id", line, "client_secret", secret))
                .expect(200)
                .json()
                .get("access_token")
                .getAsString();
    }

    private JsonObject balance() {
        return steps.step(
                "GET /api/v1/points",
                () -> gateway.get("/api/v1/points", token).expect(200).json());
    }

    private JsonObject pick(String kind) {
        String category =
                switch (kind) {
                    case "CARD" -> "cards";
                    case "RECHARGE" -> "recharge";
                    default -> "household";
                };
        JsonArray items = steps.step(
                "GET /api/v1/goods?category=" + category, () -> gateway.get("/api/v1/goods?category=" + category, token)
                        .expect(200)
                        .json()
                        .getAsJsonArray("items"));
        Steps.require(!items.isEmpty(), "nothing is on the shelf of " + category + "; was the demo data loaded?");
        JsonObject first = items.get(0).getAsJsonObject();
        steps.note(text(first, "name") + " · " + number(first, "pointsPrice") + " points");
        return first;
    }

    private void physical(JsonObject goods) {
        JsonObject address = new JsonObject();
        address.addProperty("receiver", "演示家长");
        address.addProperty("mobile", mobile);
        address.addProperty("divisionCode", "410105002");
        address.addProperty("street", "花园路1号");
        address.addProperty("preferred", true);
        String addressId =
                steps.step("the parent writes down an address", () -> gateway.post("/api/v1/addresses", address, token)
                        .expect(201)
                        .json()
                        .get("id")
                        .getAsString());
        JsonObject wish = wish(goods);
        wish.addProperty("addressId", addressId);
        String order = redeem("goods over 京东锦礼: reserve, confirm, message pool", wish);
        JsonObject done = awaitState(order, "FULFILLED", "the parcel is delivered, told by JD's message pool");
        for (JsonElement parcel : done.getAsJsonArray("parcels")) {
            steps.note("parcel " + text(parcel.getAsJsonObject(), "waybill") + " · "
                    + text(parcel.getAsJsonObject(), "state"));
        }
    }

    private void secret(JsonObject card) {
        String order = redeem("a card over 年年卡: order, poll, decrypt", wish(card));
        awaitState(order, "FULFILLED", "the card is there");
        JsonObject revealed = steps.step("its secret is shown to its owner", () -> gateway.post(
                        "/api/v1/redemptions/" + order + "/card-reveals", new JsonObject(), token)
                .expect(200)
                .json());
        Steps.require(!text(revealed, "password").isEmpty(), "the card has no password");
        steps.step("a second look asks for a reason", () -> gateway.post(
                        "/api/v1/redemptions/" + order + "/card-reveals", new JsonObject(), token)
                .expect(409));
    }

    private void phoneBill(JsonObject recharge) {
        var phone = new SimulatedPhone(new Http(platform.url("partners")), mobile);
        long before = steps.step("the phone is silent", phone::now);
        JsonObject wish = wish(recharge);
        wish.addProperty("mobile", mobile);
        String order = redeem("a phone bill over 科飞: GBK request, GBK callback", wish);
        awaitState(order, "FULFILLED", "the phone bill is topped up");
        steps.step("and the SMS about it is on the phone", () -> phone.textAfter(before, "兑换", SMS_WAIT_MILLIS));
    }

    private void refused(JsonObject recharge) {
        JsonObject wish = wish(recharge);
        wish.addProperty("mobile", unlucky());
        long available = number(balance(), "available");
        String order = redeem("a number 科飞 cannot top up", wish);
        awaitState(order, "REFUNDED", "the channel refuses, the points come back");
        Steps.require(number(balance(), "available") == available, "the points did not come back");
    }

    /** Another one each time: risk has a look at numbers for which several parents pay within a day. */
    private static String unlucky() {
        return String.format(Locale.ROOT, "139%03d", ThreadLocalRandom.current().nextInt(1_000)) + CANNOT_BE_TOPPED_UP;
    }

    private void twice(JsonObject card) {
        String key = UUID.randomUUID().toString();
        JsonObject wish = wish(card);
        String first = steps.step("the same request sent twice with one key is one order", () -> {
            String one = order(wish, key);
            Steps.require(one.equals(order(wish, key)), "two orders for one key");
            return one;
        });
        awaitState(first, "FULFILLED", "and it is fulfilled once");
    }

    private void books() {
        JsonObject last = balance();
        Steps.require(number(last, "held") == 0, "points are still held: " + last);
        steps.note("available " + number(last, "available") + ", held 0");
        JsonObject check = steps.step("the ledger's invariants hold, an operator sees it", () -> gateway.get(
                        "/admin/v1/points/invariants",
                        Operator.signIn(gateway, platform.secret("jiaxiao.client-secret.platform-control"))
                                .token())
                .expect(200)
                .json());
        Steps.require(check.getAsJsonArray("broken").isEmpty(), "broken: " + check);
        steps.note("sum of all accounts 0, every balance is its lots, open holds " + number(check, "openHolds"));
    }

    private String redeem(String text, JsonObject wish) {
        return steps.step("redeem " + text, () -> order(wish, UUID.randomUUID().toString()));
    }

    private String order(JsonObject wish, String key) throws IOException, InterruptedException {
        return gateway.post("/api/v1/redemptions", wish, token, key)
                .expect(201)
                .json()
                .get("id")
                .getAsString();
    }

    private JsonObject awaitState(String order, String wanted, String text) {
        return steps.step(text, () -> {
            JsonObject detail = Looking.until(
                    PATIENCE,
                    "order " + order,
                    () -> gateway.get("/api/v1/redemptions/" + order, token)
                            .expect(200)
                            .json(),
                    now -> state(now).equals(wanted) || ENDS.contains(state(now)));
            Steps.require(state(detail).equals(wanted), "order " + order + " is " + state(detail));
            return detail;
        });
    }

    private static String state(JsonObject detail) {
        return detail.getAsJsonObject("order").get("state").getAsString();
    }

    private static JsonObject wish(JsonObject goods) {
        JsonObject wish = new JsonObject();
        wish.addProperty("skuId", text(goods, "id"));
        wish.addProperty("quantity", 1);
        return wish;
    }

    private static String text(JsonObject object, String field) {
        JsonElement value = object.get(field);
        return value == null || value.isJsonNull() ? "-" : value.getAsString();
    }

    private static long number(JsonObject object, String field) {
        return object.get(field).getAsLong();
    }
}
