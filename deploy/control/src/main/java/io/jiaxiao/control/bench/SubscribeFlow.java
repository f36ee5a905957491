package io.jiaxiao.control.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.bench.KeptConnection.Answer;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** What one parent does from scanning a class's code to seeing that the child may use what was bought (O2, O3). */
final class SubscribeFlow implements AutoCloseable {

    static final String PRODUCT = "AIXUE_MOBILE";

    private static final String PLAN = "AIXUE_MOBILE_M1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final int LONGEST_QUOTED = 160;

    private final KeptConnection gateway;
    private final KeptConnection partners;

    SubscribeFlow(Platform platform) {
        gateway = new KeptConnection(platform.url("gateway").getPort());
        partners = new KeptConnection(platform.url("partners").getPort());
    }

    /** What is timed. WALLET is the payer's and the simulator's, not ours. */
    enum Step {
        SCAN,
        JOIN,
        QUOTE,
        PURCHASE,
        PAYMENT_CODE,
        WALLET,
        /** From the wallet's answer to the first look that sees it open, one every 100 ms. */
        ENTITLED
    }

    /** A parent nobody has seen do anything yet. @param code of the class, whose door is open */
    record Buyer(int number, String token, String classId, String code, String consent) {}

    /** A step that came to another end than it should. */
    static final class FailedException extends Exception {

        @Serial
        private static final long serialVersionUID = 1L;

        FailedException(Step step, String why) {
            super(step + " " + why);
        }
    }

    private interface Request {
        Answer send() throws IOException;
    }

    /** @return nanoseconds of each step */
    Map<Step, Long> run(Buyer buyer) throws FailedException {
        var nanos = new EnumMap<Step, Long>(Step.class);
        String token = buyer.token();
        step(nanos, Step.SCAN, 200, () -> gateway.get("/public/v1/join-codes/" + buyer.code(), ""));
        JsonObject joined =
                step(nanos, Step.JOIN, 201, () -> gateway.post("/api/v1/join-requests", token, "join", wish(buyer)));
        String child = text(Step.JOIN, joined, "childId");
        String place = "{\"planCode\":\"" + PLAN + "\",\"classId\":\"" + buyer.classId() + "\",\"method\":\"ALIPAY\"}";
        JsonObject quoted = step(nanos, Step.QUOTE, 201, () -> gateway.post("/api/v1/quotes", token, "", place));
        String wanted = "{\"quoteId\":\"" + text(Step.QUOTE, quoted, "id") + "\",\"childId\":\"" + child
                + "\",\"method\":\"ALIPAY\"}";
        JsonObject made =
                step(nanos, Step.PURCHASE, 201, () -> gateway.post("/api/v1/purchases", token, "purchase", wanted));
        String codePath = "/api/v1/purchases/" + text(Step.PURCHASE, made, "id") + "/payment-code";
        JsonObject shown = step(nanos, Step.PAYMENT_CODE, 200, () -> gateway.post(codePath, token, "", "{}"));
        String scanned = "{\"qrCode\":\"" + text(Step.PAYMENT_CODE, shown, "qrCode") + "\"}";
        step(nanos, Step.WALLET, 200, () -> partners.post("/alipay/wallet/pay", "", "", scanned));
        nanos.put(Step.ENTITLED, awaitEntitled(token, child));
        return nanos;
    }

    private static String wish(Buyer buyer) {
        // Names are of Chinese characters; written as escapes the request stays ASCII.
        return "{\"code\":\"" + buyer.code() + "\",\"child\":{\"name\":\"\\u6f14\\u793a\\u5b69\\u5b50" + buyer.number()
                + "\"},\"relation\":\"MOTHER\",\"consentVersion\":\"" + buyer.consent() + "\"}";
    }

    private static JsonObject step(Map<Step, Long> nanos, Step step, int wanted, Request request)
            throws FailedException {
        long start = System.nanoTime();
        try {
            Answer answer = request.send();
            nanos.put(step, System.nanoTime() - start);
            if (answer.status() != wanted) {
                String body = answer.body();
                throw new FailedException(
                        step, answer.status() + " " + body.substring(0, Math.min(LONGEST_QUOTED, body.length())));
            }
            return answer.json();
        } catch (IOException e) {
            throw new FailedException(step, e.toString());
        }
    }

    private static String text(Step step, JsonObject answer, String field) throws FailedException {
        JsonElement value = answer.get(field);
        if (value == null || value.isJsonNull()) {
            throw new FailedException(step, "without " + field + ": " + answer);
        }
        return value.getAsString();
    }

    private long awaitEntitled(String token, String child) throws FailedException {
        long start = System.nanoTime();
        var unused = new EnumMap<Step, Long>(Step.class);
        while (true) {
            JsonObject all =
                    step(unused, Step.ENTITLED, 200, () -> gateway.get("/api/v1/entitlements?childId=" + child, token));
            long took = System.nanoTime() - start;
            if (isOpen(all)) {
                return took;
            }
            if (took > PATIENCE.toNanos()) {
                throw new FailedException(Step.ENTITLED, "not after " + PATIENCE.toSeconds() + " s");
            }
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FailedException(Step.ENTITLED, "interrupted");
            }
        }
    }

    private static boolean isOpen(JsonObject entitlements) {
        for (JsonElement one : entitlements.getAsJsonArray("items")) {
            JsonObject right = one.getAsJsonObject();
            if (right.get("product").getAsString().equals(PRODUCT)) {
                return right.get("open").getAsBoolean();
            }
        }
        return false;
    }

    @Override
    public void close() {
        gateway.close();
        partners.close();
    }
}
