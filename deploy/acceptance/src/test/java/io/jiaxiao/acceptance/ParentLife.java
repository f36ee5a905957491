package io.jiaxiao.acceptance;

import com.google.gson.JsonObject;
import io.jiaxiao.acceptance.Parents.Guardian;
import io.jiaxiao.control.demo.Http;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;

/** One parent of {@link Parents}: every command has one key, however often it has to be sent. */
final class ParentLife {

    private static final Duration BEFORE_GIVING_UP = Duration.ofSeconds(40);
    private static final Duration LOOK_EVERY = Duration.ofMillis(400);
    private static final int SMS_WAIT_MILLIS = 8_000;

    private final Parents all;
    private final Guardian who;
    private final Random random;
    private String classId = "";
    private String childId = "";

    ParentLife(Parents all, Guardian who, Random random) {
        this.all = all;
        this.who = who;
        this.random = random;
    }

    /** Scans, agrees to the terms, types the child in, and waits for the class teacher where the class wants that. */
    void join(String code, String intoClass) throws InterruptedException {
        classId = intoClass;
        Http.Answer seen = Persistent.until(() -> Acceptance.gateway().get("/public/v1/join-codes/" + code, null));
        expect(seen, 200, "scan");
        JsonObject child = new JsonObject();
        child.addProperty("name", who.childName());
        JsonObject wish = new JsonObject();
        wish.addProperty("code", code);
        wish.add("child", child);
        wish.addProperty("relation", "MOTHER");
        wish.addProperty(
                "consentVersion", me().getAsJsonObject("consent").get("version").getAsString());
        Http.Answer joined = Persistent.until(
                () -> Acceptance.gateway().post("/api/v1/join-requests", wish, who.token(), "join-" + who.id()));
        expect(joined, 201, "join");
        Instant end = Instant.now().plus(BEFORE_GIVING_UP.multipliedBy(2));
        while (childId.isEmpty() && Instant.now().isBefore(end)) {
            var children = me().getAsJsonArray("children");
            if (!children.isEmpty()) {
                childId = children.get(0).getAsJsonObject().get("id").getAsString();
            } else {
                Thread.sleep(LOOK_EVERY);
            }
        }
        all.stepDone();
    }

    private JsonObject me() throws InterruptedException {
        return Parents.get("/api/v1/me", who.token()).expect(200).json();
    }

    void buy(int turn, String plan, boolean onBill) throws Exception {
        if (childId.isEmpty()) {
            return;
        }
        JsonObject ask = new JsonObject();
        ask.addProperty("planCode", plan);
        ask.addProperty("classId", classId);
        ask.addProperty("method", onBill ? "CARRIER" : "ALIPAY");
        Http.Answer quote = Persistent.until(() -> Acceptance.gateway().post("/api/v1/quotes", ask, who.token()));
        expect(quote, 201, "quote");
        JsonObject wish = new JsonObject();
        wish.addProperty("quoteId", quote.json().get("id").getAsString());
        wish.addProperty("childId", childId);
        wish.addProperty("method", onBill ? "CARRIER" : "ALIPAY");
        String key = "buy-" + who.id() + "-" + turn;
        Http.Answer made = send(wish, key);
        if (made.status() == 201) {
            String id = made.json().get("id").getAsString();
            all.bought(id, who, key);
            if (random.nextInt(8) == 0) {
                expect(send(wish, key), 201, "the same purchase again");
            }
            if (onBill) {
                onBill(id, made.json().get("billTerms").getAsString());
            } else {
                byAlipay(id);
            }
        } else if (made.status() != 409 && made.status() != 422) {
            all.isBroken(made, "purchase");
        }
        all.stepDone();
    }

    private Http.Answer send(JsonObject wish, String key) throws InterruptedException {
        return Persistent.until(() -> Acceptance.gateway().post("/api/v1/purchases", wish, who.token(), key));
    }

    /** Most pay; a few turn away before, in the same moment, or after. */
    private void byAlipay(String purchase) throws Exception {
        int mood = random.nextInt(10);
        if (mood == 0) {
            Parents.post("/api/v1/purchases/" + purchase + "/cancellations", who.token());
            return;
        }
        Http.Answer shown = Parents.post("/api/v1/purchases/" + purchase + "/payment-code", who.token());
        if (shown.status() != 200) {
            Parents.post("/api/v1/purchases/" + purchase + "/cancellations", who.token());
            return;
        }
        JsonObject scan = new JsonObject();
        scan.addProperty("qrCode", shown.json().get("qrCode").getAsString());
        Http.Answer paid = Persistent.until(() -> Acceptance.partners().post("/alipay/wallet/pay", scan, null));
        if (mood == 1) {
            Parents.post("/api/v1/purchases/" + purchase + "/cancellations", who.token());
        }
        // 409: paid already, by a press whose answer got lost.
        if (paid.status() != 200 && paid.status() != 409 && paid.status() != 404) {
            all.isBroken(paid, "wallet");
        }
        JsonObject story = await(purchase);
        if (mood <= 4 && state(story).equals("PAID")) {
            cancel(story.getAsJsonObject("purchase").get("subscriptionId").getAsString(), purchase);
        }
    }

    /** With the sum the preview shows, under one key. */
    private void cancel(String subscription, String purchase) throws InterruptedException {
        String path = "/api/v1/subscriptions/" + subscription;
        Http.Answer preview = Parents.get(path + "/refund-preview", who.token());
        if (preview.status() != 200) {
            return;
        }
        JsonObject expected = new JsonObject();
        expected.addProperty("expectedFen", preview.json().get("backFen").getAsLong());
        Http.Answer done = Persistent.until(
                () -> Acceptance.gateway().post(path + "/cancellations", expected, who.token(), "cancel-" + purchase));
        if (done.status() != 200 && done.status() != 409) {
            all.isBroken(done, "cancellation");
        }
    }

    /** The code the carrier sends is read from the phone and sent in; some end it at once. */
    private void onBill(String purchase, String terms) throws Exception {
        long before = Persistent.until(
                        () -> Acceptance.partners().get("/phones/" + who.mobile() + "/inbox?limit=1", null))
                .json()
                .get("lastSeq")
                .getAsLong();
        JsonObject shown = new JsonObject();
        shown.addProperty("shown", terms);
        Http.Answer asked = Persistent.until(() ->
                Acceptance.gateway().post("/api/v1/purchases/" + purchase + "/carrier-codes", shown, who.token()));
        if (asked.status() != 200 || !confirmed(purchase, before)) {
            Parents.post("/api/v1/purchases/" + purchase + "/cancellations", who.token());
            return;
        }
        JsonObject story = await(purchase);
        if (state(story).equals("PAID") && random.nextInt(2) == 0) {
            String subscription =
                    story.getAsJsonObject("purchase").get("subscriptionId").getAsString();
            Parents.post("/api/v1/subscriptions/" + subscription + "/carrier-endings", who.token());
        }
    }

    /** @return false when no code arrived, or it was none any more: its sender may have died over it */
    private boolean confirmed(String purchase, long before) throws InterruptedException {
        String code;
        try {
            code = Acceptance.phone(who.mobile()).codeAfter(before, SMS_WAIT_MILLIS);
        } catch (java.io.IOException | IllegalStateException none) {
            return false;
        }
        JsonObject right = new JsonObject();
        right.addProperty("code", code);
        Http.Answer answer = Persistent.until(() -> Acceptance.gateway()
                .post("/api/v1/purchases/" + purchase + "/carrier-confirmations", right, who.token()));
        return answer.status() == 200;
    }

    /** Looks for a while; what is not decided then is decided while nobody looks. */
    private JsonObject await(String purchase) throws InterruptedException {
        Instant end = Instant.now().plus(BEFORE_GIVING_UP);
        while (true) {
            JsonObject story = Parents.get("/api/v1/purchases/" + purchase, who.token())
                    .expect(200)
                    .json();
            if (Set.of("PAID", "REFUNDED", "CLOSED").contains(state(story))
                    || Instant.now().isAfter(end)
                    || !all.isGoing()) {
                return story;
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private static String state(JsonObject story) {
        return story.getAsJsonObject("purchase").get("state").getAsString();
    }

    private void expect(Http.Answer answer, int status, String what) {
        if (answer.status() != status) {
            all.isBroken(answer, what);
            throw new IllegalStateException(what + ": " + answer);
        }
    }
}
